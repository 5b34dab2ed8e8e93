
header:
  file.prepend:
    - name: @SANDBOX@/work/b
    - text: [second, third]
    - header: true
