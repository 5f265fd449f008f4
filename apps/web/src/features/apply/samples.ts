const versionOne = `# A page that says its version: a Deployment of four pods, and a Service that opens a port on every node.
apiVersion: apps/v1
kind: Deployment
metadata:
  name: lbapp-deployment
  annotations:
    kubernetes.io/change-cause: version 1
spec:
  replicas: 4
  minReadySeconds: 2
  progressDeadlineSeconds: 120
  strategy:
    type: RollingUpdate
    rollingUpdate:
      maxSurge: 1
      maxUnavailable: 0
  selector:
    matchLabels:
      app: lbapp
  template:
    metadata:
      labels:
        app: lbapp
    spec:
      terminationGracePeriodSeconds: 5
      containers:
        - name: lbapp
          image: registry.k8s.io/e2e-test-images/agnhost:2.63.0
          args:
            - netexec
            - --http-port=8080
            - --udp-port=-1
            - --delay-shutdown=3
            - --http-override=/echo?msg=LBAPP+version+$(APP_VERSION)
          env:
            - name: APP_VERSION
              value: "1"
          ports:
            - containerPort: 8080
          readinessProbe:
            httpGet:
              path: /
              port: 8080
            periodSeconds: 1
          resources:
            requests:
              cpu: 10m
              memory: 16Mi
            limits:
              memory: 64Mi
---
apiVersion: v1
kind: Service
metadata:
  name: lbapp-svc
spec:
  type: NodePort
  selector:
    app: lbapp
  ports:
    - port: 80
      targetPort: 8080
`

/** A web page that says its version: four pods behind a port of every node. Version 2 differs in its cause and in what it says. */
export const samples = [versionOne, versionOne.replace('version 1', 'version 2').replace('"1"', '"2"')] as const
