
lines:
  file.prepend:
    - name: @SANDBOX@/work/a
    - text: [one, two]
there:
  file.prepend:
    - name: @SANDBOX@/work/b
    - text: second
new file:
  file.prepend:
    - name: @SANDBOX@/work/new
    - text: hello
no dir:
  file.prepend:
    - name: @SANDBOX@/work/sub/new
    - text: hello
make dir:
  file.prepend:
    - name: @SANDBOX@/work/sub2/new
    - text: hello
    - makedirs: true
