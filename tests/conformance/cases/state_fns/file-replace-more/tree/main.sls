
append:
  file.replace:
    - name: @SANDBOX@/work/a
    - pattern: ^missing.*$
    - repl: missing = 1
    - append_if_not_found: true
prepend:
  file.replace:
    - name: @SANDBOX@/work/b
    - pattern: ^missing.*$
    - repl: missing = 1
    - prepend_if_not_found: true
    - not_found_content: "# added"
dotall:
  file.replace:
    - name: @SANDBOX@/work/c
    - pattern: begin.*end
    - repl: block
    - flags: [DOTALL, IGNORECASE]
    - show_changes: false
literal:
  file.replace:
    - name: @SANDBOX@/work/c
    - pattern: tail
    - repl: '\1'
    - backslash_literal: true
    - backup: false
both:
  file.replace:
    - name: @SANDBOX@/work/a
    - pattern: x
    - repl: y
    - append_if_not_found: true
    - prepend_if_not_found: true
none:
  file.replace:
    - name: @SANDBOX@/work/none
    - pattern: x
    - repl: y
ignored:
  file.replace:
    - name: @SANDBOX@/work/none
    - pattern: x
    - repl: y
    - ignore_if_missing: true
link:
  file.replace:
    - name: @SANDBOX@/work/link
    - pattern: target
    - repl: changed
badflag:
  file.replace:
    - name: @SANDBOX@/work/a
    - pattern: x
    - repl: y
    - flags: NOSUCH
binary:
  file.replace:
    - name: @SANDBOX@/work/bin
    - pattern: x
    - repl: y
