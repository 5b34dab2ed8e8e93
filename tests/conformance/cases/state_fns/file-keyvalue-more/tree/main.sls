
all:
  file.keyvalue:
    - name: @SANDBOX@/work/a
    - key: port
    - value: 5
    - count: -1
once:
  file.keyvalue:
    - name: @SANDBOX@/work/b
    - key: Port
    - value: '5'
    - key_ignore_case: true
prepend:
  file.keyvalue:
    - name: @SANDBOX@/work/b
    - key_values: {new: 1, other: true}
    - prepend_if_not_found: true
hidden:
  file.keyvalue:
    - name: @SANDBOX@/work/b
    - key: new
    - value: 2
    - show_changes: false
value case:
  file.keyvalue:
    - name: @SANDBOX@/work/b
    - key: lid
    - value: OPEN
    - value_ignore_case: true
empty:
  file.keyvalue:
    - name: @SANDBOX@/work/b
both:
  file.keyvalue:
    - name: @SANDBOX@/work/b
    - key: a
    - value: b
    - key_values: {c: d}
none:
  file.keyvalue:
    - name: @SANDBOX@/work/none
    - key: a
    - value: b
ignored:
  file.keyvalue:
    - name: @SANDBOX@/work/none
    - key: a
    - value: b
    - ignore_if_missing: true
