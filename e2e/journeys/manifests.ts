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

type App = { readonly version?: string; readonly cause?: string; readonly replicas?: number; readonly image?: string; readonly deadline?: number }

/** The tutorial's app: a Deployment whose pods say which version they are; a replaced pod still answers for a moment, so that nobody is turned away. */
export const appDeployment = (name: string, { version = '1', cause, replicas = 2, image = IMAGE, deadline = 60 }: App = {}): string => `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
  ${cause === undefined ? '' : `annotations: {kubernetes.io/change-cause: ${JSON.stringify(cause)}}`}
spec:
  replicas: ${replicas}
  progressDeadlineSeconds: ${deadline}
  strategy: {type: RollingUpdate, rollingUpdate: {maxSurge: 1, maxUnavailable: 0}}
  selector: {matchLabels: {app: ${name}}}
  template:
    metadata: {labels: {app: ${name}}}
    spec:
      automountServiceAccountToken: false
      terminationGracePeriodSeconds: 5
      containers:
      - name: web
        image: ${image}
        args: [netexec, --http-port=8080, --udp-port=-1, --delay-shutdown=3, "--http-override=/echo?msg=version+$(APP_VERSION)"]
        env: [{name: APP_VERSION, value: "${version}"}]
        ports: [{containerPort: 8080}]
        readinessProbe: {httpGet: {path: /, port: 8080}, periodSeconds: 1}
        ${small}
`

/** The way in to the app from outside; the port is the cluster's choice. */
export const nodePortService = (name: string): string => `
apiVersion: v1
kind: Service
metadata: {name: ${name}}
spec:
  type: NodePort
  selector: {app: ${name}}
  ports: [{port: 80, targetPort: 8080}]
`

/** Many small pods that only wait. */
export const waitingDeployment = (name: string, replicas: number): string => `
apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}}
spec:
  replicas: ${replicas}
  selector: {matchLabels: {app: ${name}}}
  template:
    metadata: {labels: {app: ${name}}}
    spec:
      automountServiceAccountToken: false
      terminationGracePeriodSeconds: 0
      containers:
      - {name: wait, image: "${IMAGE}", args: [pause], resources: {requests: {cpu: 1m, memory: 1Mi}}}
`
