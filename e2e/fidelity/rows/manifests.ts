export const IMAGE = 'registry.k8s.io/e2e-test-images/agnhost:2.63.0'

/** The tutorial's app with its service and its secret. */
export const lbapp = (version: number, cause: string): string => `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: lbapp-deployment
  annotations: {kubernetes.io/change-cause: "${cause}"}
spec:
  replicas: 4
  minReadySeconds: 1
  progressDeadlineSeconds: 120
  strategy: {type: RollingUpdate, rollingUpdate: {maxSurge: 1, maxUnavailable: 0}}
  selector: {matchLabels: {app: lbapp}}
  template:
    metadata: {labels: {app: lbapp}}
    spec:
      terminationGracePeriodSeconds: 1
      containers:
      - name: lbapp
        image: ${IMAGE}
        args: ["netexec", "--http-port=8080", "--udp-port=-1", "--http-override=/echo?msg=LBAPP+version+$(APP_VERSION)"]
        env: [{name: APP_VERSION, value: "${version}"}]
        ports: [{containerPort: 8080}]
        readinessProbe: {httpGet: {path: /, port: 8080}, periodSeconds: 1}
        resources: {requests: {cpu: 10m, memory: 16Mi}, limits: {memory: 64Mi}}
---
apiVersion: v1
kind: Service
metadata: {name: lbapp-svc}
spec:
  type: NodePort
  selector: {app: lbapp}
  ports: [{port: 80, targetPort: 8080}]
`

/** Reads its environment from the secret lbapp-db. */
export const secretReader = `
apiVersion: v1
kind: Pod
metadata: {name: reader}
spec:
  terminationGracePeriodSeconds: 1
  restartPolicy: Never
  containers:
  - name: reader
    image: ${IMAGE}
    command: [sh, -c, 'echo "user $LBAPP_DBUSER"; cat /db/lbapp-dbpwd; echo; sleep 3600']
    env: [{name: LBAPP_DBUSER, valueFrom: {secretKeyRef: {name: lbapp-db, key: lbapp-dbuser}}}]
    volumeMounts: [{name: db, mountPath: /db}]
  volumes: [{name: db, secret: {secretName: lbapp-db}}]
`

/** A pod whose file goes away after ten seconds: its liveness probe fails from then on. */
export const healing = `
apiVersion: v1
kind: Pod
metadata: {name: lbapp-probe}
spec:
  terminationGracePeriodSeconds: 1
  containers:
  - name: liveness
    image: ${IMAGE}
    command: [sh, -c, 'touch /tmp/lbapp.lock; sleep 6; rm /tmp/lbapp.lock; sleep 600']
    livenessProbe: {exec: {command: [cat, /tmp/lbapp.lock]}, initialDelaySeconds: 2, periodSeconds: 2, failureThreshold: 2}
`

/** Two replicas that may not share a node, of two containers each. */
export const busmeme = `
apiVersion: v1
kind: ReplicationController
metadata: {name: busmeme-rc}
spec:
  replicas: 2
  selector: {name: web}
  template:
    metadata: {labels: {name: web}}
    spec:
      terminationGracePeriodSeconds: 1
      affinity:
        podAntiAffinity:
          requiredDuringSchedulingIgnoredDuringExecution:
          - {topologyKey: kubernetes.io/hostname, labelSelector: {matchLabels: {name: web}}}
      containers:
      - {name: db, image: "${IMAGE}", args: [logs-generator, --log-lines-total=36000, --run-duration=10h]}
      - name: web
        image: ${IMAGE}
        args: [netexec, --http-port=3000, --udp-port=-1, "--http-override=/echo?msg=Bus+meme"]
        ports: [{containerPort: 3000}]
        readinessProbe: {httpGet: {path: /, port: 3000}, periodSeconds: 1}
---
apiVersion: v1
kind: Service
metadata: {name: busmeme-service, labels: {name: web}}
spec:
  type: NodePort
  selector: {name: web}
  ports: [{port: 4000, targetPort: 3000}]
`

/** A Job that runs `command` once. */
export const job = (name: string, command: string, more = ''): string => `
apiVersion: batch/v1
kind: Job
metadata: {name: ${name}}
spec:
  backoffLimit: 0
  ${more}
  template:
    spec:
      restartPolicy: Never
      terminationGracePeriodSeconds: 1
      containers: [{name: main, image: "${IMAGE}", command: [sh, -c, '${command}']}]
`

/** A headless service and two pods with names of their own. */
export const namedSet = `
apiVersion: v1
kind: Service
metadata: {name: web}
spec:
  clusterIP: None
  selector: {app: web}
  ports: [{port: 80, name: web}]
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: web}
spec:
  serviceName: web
  replicas: 2
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      terminationGracePeriodSeconds: 0
      containers:
        - name: web
          image: registry.k8s.io/e2e-test-images/agnhost:2.63.0
          args: [netexec, --http-port=80]
          ports: [{containerPort: 80, name: web}]
`
