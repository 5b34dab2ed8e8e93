
space:
  file.append:
    - name: @SANDBOX@/work/a
    - text: "a   b"
strict:
  file.append:
    - name: @SANDBOX@/work/a
    - text: "a   b"
    - ignore_whitespace: false
block:
  file.append:
    - name: @SANDBOX@/work/a
    - text: |
        x
        y
number:
  file.append:
    - name: @SANDBOX@/work/a
    - text: 15
new file:
  file.append:
    - name: @SANDBOX@/work/new
    - text: hello
make dir:
  file.append:
    - name: @SANDBOX@/work/sub2/new
    - text: hello
    - makedirs: true
no dir:
  file.append:
    - name: @SANDBOX@/work/sub/new
    - text: hello
both:
  file.append:
    - name: @SANDBOX@/work/a
    - source: salt://x
    - sources: [salt://y]
