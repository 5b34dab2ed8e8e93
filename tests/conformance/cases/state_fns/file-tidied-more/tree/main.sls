
old and large:
  file.tidied:
    - name: @SANDBOX@/work/a
    - age: 1
    - size: 3b
    - age_size_logical_operator: AND
    - time_comparison: mtime
excluded:
  file.tidied:
    - name: @SANDBOX@/work/b
    - matches: ['.*\.log', '.*\.gz']
    - exclude: ['keep.*']
    - rmdirs: true
paths:
  file.tidied:
    - name: @SANDBOX@/work/c
    - matches: ['.*/sub/.*']
    - full_path_match: true
size only:
  file.tidied:
    - name: @SANDBOX@/work/d
    - size: 1k
    - age_size_only: size
links:
  file.tidied:
    - name: @SANDBOX@/work/e
    - rmlinks: false
nothing:
  file.tidied:
    - name: @SANDBOX@/work/f
no dir:
  file.tidied:
    - name: @SANDBOX@/work/none
relative:
  file.tidied:
    - name: x
