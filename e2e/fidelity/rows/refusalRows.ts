import type { Row } from '../Row.ts'

/** What a cluster does not do, and how it says so. */
export const refusalRows: readonly Row[] = [
  {
    name: 'X',
    does: 'is refused',
    steps: [
      { run: 'get pod nobody' },
      { run: 'get nonsense' },
      { run: 'get pods -n nowhere-at-all' },
      { run: 'delete deployment nobody' },
      { run: 'logs nobody' },
      { run: 'create deployment UPPER --image=x' },
      { run: 'create namespace default' },
      { run: 'apply -f -', input: 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\nspec: {}\n' },
      { run: 'apply -f -', input: 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nspec: {replicas: one}\n' },
      {
        run: 'apply -f -',
        input:
          'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nspec: {replicas: -1, selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: c}}, spec: {containers: [{name: a, image: x}]}}}\n',
      },
      { run: 'apply -f -', input: 'apiVersion: v2\nkind: Pod\nmetadata: {name: a}\n' },
      { run: 'create service nodeport twice --tcp=80 --node-port=99' },
      { run: 'create configmap c --from-literal=a=1' },
      { run: 'create configmap c --from-literal=a=1' },
      { run: 'label configmap c a=1' },
      { run: 'label configmap c a=2' },
      { run: `label configmap c 'a=not valid'` },
      { run: `patch configmap c --type=json -p '[{"op":"replace","path":"/data/b","value":"x"}]'` },
      { run: `patch configmap c --type=merge -p '{"data":{"b":"2"}}'` },
      { run: 'apply --server-side -f -', input: 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata: {a: "9"}\n' },
      { run: 'apply --server-side --force-conflicts -f -', input: 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata: {a: "9"}\n' },
      { run: `get configmap c -o 'jsonpath={.data}'` },
      { run: 'delete configmap c --dry-run=server' },
      { run: 'delete configmap c' },
      { run: 'exec nobody -- true' },
      { run: 'get pods --field-selector spec.colour=blue' },
      { run: `get pods -l 'a in b'` },
      { run: 'get secrets --as=system:serviceaccount:default:default' },
      { run: 'run bad --image=x --restart=Sometimes' },
    ],
  },
]
