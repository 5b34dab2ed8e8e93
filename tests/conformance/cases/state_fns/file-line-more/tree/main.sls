
insert end:
  file.line:
    - name: @SANDBOX@/work/a
    - mode: insert
    - content: last
    - location: end
insert start:
  file.line:
    - name: @SANDBOX@/work/a
    - mode: insert
    - content: very first
    - location: start
insert after:
  file.line:
    - name: @SANDBOX@/work/a
    - mode: insert
    - content: behind two
    - after: two
insert before:
  file.line:
    - name: @SANDBOX@/work/a
    - mode: insert
    - content: before two
    - before: ^\s+two
replace:
  file.line:
    - name: @SANDBOX@/work/b
    - mode: replace
    - match: two
    - content: deux
delete:
  file.line:
    - name: @SANDBOX@/work/b
    - mode: delete
    - match: three
delete content:
  file.line:
    - name: @SANDBOX@/work/b
    - mode: delete
    - content: one
no mode:
  file.line:
    - name: @SANDBOX@/work/b
    - content: x
bad mode:
  file.line:
    - name: @SANDBOX@/work/b
    - mode: frobnicate
    - content: x
no content:
  file.line:
    - name: @SANDBOX@/work/b
    - mode: replace
nowhere:
  file.line:
    - name: @SANDBOX@/work/b
    - mode: insert
    - content: x
ambiguous:
  file.line:
    - name: @SANDBOX@/work/c
    - mode: ensure
    - content: y
    - after: x
created:
  file.line:
    - name: @SANDBOX@/work/new
    - mode: insert
    - location: end
    - content: hello
    - create: true
