# A small service: a directory, its program, its configuration, and the service itself, which is
# restarted whenever the configuration changes. @ROOT@ stands for the scratch directory.

@ROOT@/greeter:
  file.directory:
    - mode: '0750'
    - makedirs: True

program:
  file.managed:
    - name: @ROOT@/greeter/greeter.sh
    - source: salt://greeter/greeter.sh
    - mode: '0755'
    - require:
      - file: @ROOT@/greeter

configuration:
  file.managed:
    - name: @ROOT@/greeter/greeter.conf
    - source: salt://greeter/greeter.conf
    - require:
      - file: @ROOT@/greeter

restart greeter:
  cmd.wait:
    - name: @ROOT@/greeter/greeter.sh restart
    - require:
      - file: program
    - watch:
      - file: configuration

greeter runs:
  cmd.run:
    - name: @ROOT@/greeter/greeter.sh start
    - unless: @ROOT@/greeter/greeter.sh status
    - require:
      - cmd: restart greeter
