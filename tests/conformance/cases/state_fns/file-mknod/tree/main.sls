
pipe:
  file.mknod:
    - name: @SANDBOX@/work/pipe
    - ntype: p
    - mode: '0660'
file in the way:
  file.mknod:
    - name: @SANDBOX@/work/file
    - ntype: p
char in the way:
  file.mknod:
    - name: @SANDBOX@/work/file
    - ntype: c
    - major: 1
    - minor: 3
bad type:
  file.mknod:
    - name: @SANDBOX@/work/x
    - ntype: q
