
old:
  module.run:
    - name: test.echo
    - text: hello
old default:
  module.run:
    - name: test.arg_type
    - args: [1, two]
    - kwargs: {three: 3}
own name:
  module.run:
    - name: grains.get
    - key: id
missing:
  module.run:
    - name: test.echo
unknown:
  module.run:
    - name: no_such.function
raises:
  module.run:
    - name: test.exception
    - message: broken
'false':
  module.run:
    - name: test.false
retcode:
  module.run:
    - name: cmd.run_all
    - cmd: exit 3
    - python_shell: true
