
existing:
  file.blockreplace:
    - name: @SANDBOX@/work/a
    - marker_start: '# begin'
    - marker_end: '# end'
    - content: |
        new one
        new two
no newline:
  file.blockreplace:
    - name: @SANDBOX@/work/b
    - marker_start: '# begin'
    - marker_end: '# end'
    - content: new
    - append_newline: true
    - show_changes: false
before:
  file.blockreplace:
    - name: @SANDBOX@/work/c
    - content: inserted
    - insert_before_match: ^two
    - backup: false
after:
  file.blockreplace:
    - name: @SANDBOX@/work/d
    - content: inserted
    - insert_after_match: ^two
    - backup: false
unterminated:
  file.blockreplace:
    - name: @SANDBOX@/work/e
    - content: x
two places:
  file.blockreplace:
    - name: @SANDBOX@/work/a
    - content: x
    - append_if_not_found: true
    - prepend_if_not_found: true
none:
  file.blockreplace:
    - name: @SANDBOX@/work/none
    - content: x
collect one:
  file.accumulated:
    - filename: @SANDBOX@/work/f
    - text: from one
    - require_in:
      - file: block of f
collect two:
  file.accumulated:
    - name: collect one
    - filename: @SANDBOX@/work/f
    - text: [from two, from three]
    - require_in:
      - file: block of f
orphan:
  file.accumulated:
    - filename: @SANDBOX@/work/f
    - text: lost
block of f:
  file.blockreplace:
    - name: @SANDBOX@/work/f
    - content: own
    - append_if_not_found: true
