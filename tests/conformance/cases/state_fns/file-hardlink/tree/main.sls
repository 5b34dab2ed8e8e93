
new:
  file.hardlink:
    - name: @SANDBOX@/work/new
    - target: @SANDBOX@/work/one
makedirs:
  file.hardlink:
    - name: @SANDBOX@/work/sub/deep/new
    - target: @SANDBOX@/work/one
    - makedirs: true
no dir:
  file.hardlink:
    - name: @SANDBOX@/work/sub2/new
    - target: @SANDBOX@/work/one
in the way:
  file.hardlink:
    - name: @SANDBOX@/work/two
    - target: @SANDBOX@/work/one
forced:
  file.hardlink:
    - name: @SANDBOX@/work/three
    - target: @SANDBOX@/work/one
    - force: true
no target:
  file.hardlink:
    - name: @SANDBOX@/work/x
    - target: @SANDBOX@/work/none
directory:
  file.hardlink:
    - name: @SANDBOX@/work/x
    - target: @SANDBOX@/work/dir
onto directory:
  file.hardlink:
    - name: @SANDBOX@/work/dir
    - target: @SANDBOX@/work/one
relative:
  file.hardlink:
    - name: x
    - target: y
