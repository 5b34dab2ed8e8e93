
out:
  file.comment:
    - name: @SANDBOX@/work/conf
    - regex: ^port
already:
  file.comment:
    - name: @SANDBOX@/work/conf
    - regex: ^lid
char:
  file.comment:
    - name: @SANDBOX@/work/semi
    - regex: heat
    - char: ;
    - backup: false
missing:
  file.comment:
    - name: @SANDBOX@/work/conf
    - regex: ^nothing
ignored:
  file.comment:
    - name: @SANDBOX@/work/conf
    - regex: ^nothing
    - ignore_missing: true
in:
  file.uncomment:
    - name: @SANDBOX@/work/conf
    - regex: timer
in already:
  file.uncomment:
    - name: @SANDBOX@/work/conf
    - regex: plain
in missing:
  file.uncomment:
    - name: @SANDBOX@/work/conf
    - regex: nothing
no file:
  file.comment:
    - name: @SANDBOX@/work/none
    - regex: x
relative:
  file.uncomment:
    - name: conf
    - regex: x
