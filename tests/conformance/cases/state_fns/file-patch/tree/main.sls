
apply:
  file.patch:
    - name: @SANDBOX@/work/a
    - source: salt://a.patch
applied:
  file.patch:
    - name: @SANDBOX@/work/b
    - source: salt://a.patch
directory:
  file.patch:
    - name: @SANDBOX@/work/dir
    - source: salt://dir.patch
    - strip: 1
bad option:
  file.patch:
    - name: @SANDBOX@/work/a
    - source: salt://a.patch
    - options: -N
none:
  file.patch:
    - name: @SANDBOX@/work/none
    - source: salt://a.patch
relative:
  file.patch:
    - name: a
    - source: salt://a.patch
