
yaml:
  file.serialize:
    - name: @SANDBOX@/work/a.yaml
    - dataset: {b: [1, two, {c: null}], a: {x: true}}
json:
  file.serialize:
    - name: @SANDBOX@/work/a.json
    - dataset: {b: [1, two], a: {x: true}}
    - serializer: json
    - mode: '0600'
formatter:
  file.serialize:
    - name: @SANDBOX@/work/sub/a.json
    - dataset: {a: 1}
    - formatter: JSON
    - makedirs: true
    - serializer_opts:
      - indent: 4
merged:
  file.serialize:
    - name: @SANDBOX@/work/merge.json
    - dataset: {a: {new: 2}, c: 3}
    - serializer: json
    - merge_if_exists: true
unknown:
  file.serialize:
    - name: @SANDBOX@/work/x
    - dataset: {a: 1}
    - serializer: nonesuch
nothing:
  file.serialize:
    - name: @SANDBOX@/work/x
both:
  file.serialize:
    - name: @SANDBOX@/work/x
    - dataset: {a: 1}
    - serializer: json
    - formatter: yaml
not created:
  file.serialize:
    - name: @SANDBOX@/work/x
    - dataset: {a: 1}
    - create: false
