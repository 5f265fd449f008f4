/** The image of the walkthroughs: a small server, a log writer and a shell in one. */
export const IMAGE = 'registry.k8s.io/e2e-test-images/agnhost:2.63.0'

const small = 'resources: {requests: {cpu: 10m, memory: 16Mi}, limits: {memory: 64Mi}}'
const onNode = `terminationGracePeriodSeconds: 1
      automountServiceAccountToken: false`

/** A replication controller whose pods serve, and write a line every so often. */
export const replicationController = (name: string, replicas: number): string => `
apiVersion: v1
kind: ReplicationController
metadata: {name: ${name}}
spec:
  replicas: ${replicas}
  selector: {app: ${name}}
  template:
    metadata: {labels: {app: ${name}}}
    spec:
      ${onNode}
      containers:
      - name: web
        image: ${IMAGE}
        args: [netexec, --http-port=8080, --udp-port=-1]
        readinessProbe: {httpGet: {path: /, port: 8080}, periodSeconds: 1}
        ${small}
`

/** The tutorial's controller: pods of two containers, of which one node can hold only one. */
export const twoContainersOnOneNode = `
apiVersion: v1
kind: ReplicationController
metadata: {name: busmeme-rc}
spec:
  replicas: 2
  selector: {name: web}
  template:
    metadata: {labels: {name: web}}
    spec:
      ${onNode}
      affinity:
        podAntiAffinity:
          requiredDuringSchedulingIgnoredDuringExecution:
          - {topologyKey: kubernetes.io/hostname, labelSelector: {matchLabels: {name: web}}}
      containers:
      - name: db
        image: ${IMAGE}
        args: [logs-generator, --log-lines-total=36000, --run-duration=1h]
        ${small}
      - name: web
        image: ${IMAGE}
        args: [netexec, --http-port=3000, --udp-port=-1]
        readinessProbe: {httpGet: {path: /, port: 3000}, periodSeconds: 1}
        ${small}
`

/** A pod that runs a shell script. */
export const scriptPod = (name: string, script: string, more = ''): string => `
apiVersion: v1
kind: Pod
metadata: {name: ${name}}
spec:
  restartPolicy: Always
  terminationGracePeriodSeconds: 1
  automountServiceAccountToken: false
  containers:
  - name: main
    image: ${IMAGE}
    command: [sh, -c, ${JSON.stringify(script)}]
    ${small}
    ${more}
`

/** A pod whose image nobody has. */
export const badImagePod = (name: string): string => `
apiVersion: v1
kind: Pod
metadata: {name: ${name}}
spec:
  automountServiceAccountToken: false
  containers:
  - {name: main, image: "${IMAGE}-nope"}
`

/** A pod that no scheduler and no kubelet touches: it exists, and that is all. */
export const stillPod = (name: string): string => `
apiVersion: v1
kind: Pod
metadata: {name: ${name}}
spec:
  schedulerName: nobody
  automountServiceAccountToken: false
  containers: [{name: main, image: none}]
`
