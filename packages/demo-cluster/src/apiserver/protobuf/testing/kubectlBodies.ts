/** Bodies that kubectl 1.36 sends in protobuf, with the same objects as it prints them in JSON. */
export const BODIES = [
  {
    name: 'create ns team-a',
    body: 'azhzAAoPCgJ2MRIJTmFtZXNwYWNlEh4KFgoGdGVhbS1hEgAaACIAKgAyADgAQgASABoCCgAaACIA',
    object: {
      kind: 'Namespace',
      apiVersion: 'v1',
      metadata: {
        name: 'team-a',
      },
      spec: {},
      status: {},
    },
  },
  {
    name: 'create secret generic door --from-literal=user=anna --from-literal=empty=',
    body: 'azhzAAoMCgJ2MRIGU2VjcmV0EjEKFAoEZG9vchIAGgAiACoAMgA4AEIAEgkKBWVtcHR5EgASDAoEdXNlchIEYW5uYRoAGgAiAA==',
    object: {
      kind: 'Secret',
      apiVersion: 'v1',
      metadata: {
        name: 'door',
      },
      data: {
        empty: '',
        user: 'YW5uYQ==',
      },
    },
  },
  {
    name: 'create deployment web --image=nginx --replicas=0 --port=80',
    body: 'azhzAAoVCgdhcHBzL3YxEgpEZXBsb3ltZW50ErgBCh8KA3dlYhIAGgAiACoAMgA4AEIAWgoKA2FwcBIDd2ViEoYBCAASDAoKCgNhcHASA3dlYhpsChwKABIAGgAiACoAMgA4AEIAWgoKA2FwcBIDd2ViEkwSLgoFbmdpbngSBW5naW54KgAyCgoAEAAYUCIAKgBCAGoAcgCAAQCIAQCQAQCiAQAaADIAQgBKAFIAWABgAGgAggEAigEAmgEAwgEAIgIKACgAOAAaDAgAEAAYACAAKAA4ABoAIgA=',
    object: {
      kind: 'Deployment',
      apiVersion: 'apps/v1',
      metadata: {
        name: 'web',
        labels: {
          app: 'web',
        },
      },
      spec: {
        replicas: 0,
        selector: {
          matchLabels: {
            app: 'web',
          },
        },
        template: {
          metadata: {
            labels: {
              app: 'web',
            },
          },
          spec: {
            containers: [
              {
                name: 'nginx',
                image: 'nginx',
                ports: [
                  {
                    containerPort: 80,
                  },
                ],
                resources: {},
              },
            ],
          },
        },
        strategy: {},
      },
      status: {},
    },
  },
  {
    name: 'create configmap settings --from-literal=colour=blue',
    body: 'azhzAAoPCgJ2MRIJQ29uZmlnTWFwEioKGAoIc2V0dGluZ3MSABoAIgAqADIAOABCABIOCgZjb2xvdXISBGJsdWUaACIA',
    object: {
      kind: 'ConfigMap',
      apiVersion: 'v1',
      metadata: {
        name: 'settings',
      },
      data: {
        colour: 'blue',
      },
    },
  },
  {
    name: 'create role reader --verb=get,list --resource=pods --resource-name=a',
    body: 'azhzAAokChxyYmFjLmF1dGhvcml6YXRpb24uazhzLmlvL3YxEgRSb2xlEjAKFgoGcmVhZGVyEgAaACIAKgAyADgAQgASFgoDZ2V0CgRsaXN0EgAaBHBvZHMiAWEaACIA',
    object: {
      kind: 'Role',
      apiVersion: 'rbac.authorization.k8s.io/v1',
      metadata: {
        name: 'reader',
      },
      rules: [
        {
          verbs: ['get', 'list'],
          apiGroups: [''],
          resources: ['pods'],
          resourceNames: ['a'],
        },
      ],
    },
  },
  {
    name: 'create clusterrolebinding all --clusterrole=cluster-admin --serviceaccount=default:default',
    body: 'azhzAAoyChxyYmFjLmF1dGhvcml6YXRpb24uazhzLmlvL3YxEhJDbHVzdGVyUm9sZUJpbmRpbmcSdAoTCgNhbGwSABoAIgAqADIAOABCABIkCg5TZXJ2aWNlQWNjb3VudBIAGgdkZWZhdWx0IgdkZWZhdWx0GjcKGXJiYWMuYXV0aG9yaXphdGlvbi5rOHMuaW8SC0NsdXN0ZXJSb2xlGg1jbHVzdGVyLWFkbWluGgAiAA==',
    object: {
      kind: 'ClusterRoleBinding',
      apiVersion: 'rbac.authorization.k8s.io/v1',
      metadata: {
        name: 'all',
      },
      subjects: [
        {
          kind: 'ServiceAccount',
          name: 'default',
          namespace: 'default',
        },
      ],
      roleRef: {
        apiGroup: 'rbac.authorization.k8s.io',
        kind: 'ClusterRole',
        name: 'cluster-admin',
      },
    },
  },
  {
    name: 'create quota small --hard=cpu=1500m,memory=2Gi,pods=3',
    body: 'azhzAAoTCgJ2MRINUmVzb3VyY2VRdW90YRJJChUKBXNtYWxsEgAaACIAKgAyADgAQgASLgoOCgNjcHUSBwoFMTUwMG0KDwoGbWVtb3J5EgUKAzJHaQoLCgRwb2RzEgMKATMaABoAIgA=',
    object: {
      kind: 'ResourceQuota',
      apiVersion: 'v1',
      metadata: {
        name: 'small',
      },
      spec: {
        hard: {
          cpu: '1500m',
          memory: '2Gi',
          pods: '3',
        },
      },
      status: {},
    },
  },
  {
    name: 'create service nodeport web --tcp=80:8080 --node-port=30123',
    body: 'azhzAAoNCgJ2MRIHU2VydmljZRJqCh8KA3dlYhIAGgAiACoAMgA4AEIAWgoKA2FwcBIDd2ViEkMKHQoHODAtODA4MBIDVENQGFAiBwgAEJA/GgAoq+sBEgoKA2FwcBIDd2ViGgAiCE5vZGVQb3J0OgBCAFIAWgBgAGgAGgIKABoAIgA=',
    object: {
      kind: 'Service',
      apiVersion: 'v1',
      metadata: {
        name: 'web',
        labels: {
          app: 'web',
        },
      },
      spec: {
        ports: [
          {
            name: '80-8080',
            protocol: 'TCP',
            port: 80,
            targetPort: 8080,
            nodePort: 30123,
          },
        ],
        selector: {
          app: 'web',
        },
        type: 'NodePort',
      },
      status: {
        loadBalancer: {},
      },
    },
  },
  {
    name: 'create service clusterip head --clusterip=None',
    body: 'azhzAAoNCgJ2MRIHU2VydmljZRJTCiEKBGhlYWQSABoAIgAqADIAOABCAFoLCgNhcHASBGhlYWQSKhILCgNhcHASBGhlYWQaBE5vbmUiCUNsdXN0ZXJJUDoAQgBSAFoAYABoABoCCgAaACIA',
    object: {
      kind: 'Service',
      apiVersion: 'v1',
      metadata: {
        name: 'head',
        labels: {
          app: 'head',
        },
      },
      spec: {
        selector: {
          app: 'head',
        },
        clusterIP: 'None',
        type: 'ClusterIP',
      },
      status: {
        loadBalancer: {},
      },
    },
  },
  {
    name: 'create ingress door --rule=a.example/x*=web:80,tls=t',
    body: 'azhzAAofChRuZXR3b3JraW5nLms4cy5pby92MRIHSW5ncmVzcxJaChQKBGRvb3ISABoAIgAqADIAOABCABI+Eg4KCWEuZXhhbXBsZRIBdBosCglhLmV4YW1wbGUSHwodChsKAi94Eg0iCwoDd2ViEgQKABBQGgZQcmVmaXgaAgoAGgAiAA==',
    object: {
      kind: 'Ingress',
      apiVersion: 'networking.k8s.io/v1',
      metadata: {
        name: 'door',
      },
      spec: {
        tls: [
          {
            hosts: ['a.example'],
            secretName: 't',
          },
        ],
        rules: [
          {
            host: 'a.example',
            http: {
              paths: [
                {
                  path: '/x',
                  pathType: 'Prefix',
                  backend: {
                    service: {
                      name: 'web',
                      port: {
                        number: 80,
                      },
                    },
                  },
                },
              ],
            },
          },
        ],
      },
      status: {
        loadBalancer: {},
      },
    },
  },
  {
    name: 'create pdb keep --selector=app=web --min-available=50%',
    body: 'azhzAAogCglwb2xpY3kvdjESE1BvZERpc3J1cHRpb25CdWRnZXQSPQoUCgRrZWVwEgAaACIAKgAyADgAQgASGQoJCAEQABoDNTAlEgwKCgoDYXBwEgN3ZWIaCggAGAAgACgAMAAaACIA',
    object: {
      kind: 'PodDisruptionBudget',
      apiVersion: 'policy/v1',
      metadata: {
        name: 'keep',
      },
      spec: {
        minAvailable: '50%',
        selector: {
          matchLabels: {
            app: 'web',
          },
        },
      },
      status: {
        disruptionsAllowed: 0,
        currentHealthy: 0,
        desiredHealthy: 0,
        expectedPods: 0,
      },
    },
  },
  {
    name: 'create priorityclass high --value=1000 --description=x',
    body: 'azhzAAolChRzY2hlZHVsaW5nLms4cy5pby92MRINUHJpb3JpdHlDbGFzcxI0ChQKBGhpZ2gSABoAIgAqADIAOABCABDoBxgAIgF4KhRQcmVlbXB0TG93ZXJQcmlvcml0eRoAIgA=',
    object: {
      kind: 'PriorityClass',
      apiVersion: 'scheduling.k8s.io/v1',
      metadata: {
        name: 'high',
      },
      value: 1000,
      description: 'x',
      preemptionPolicy: 'PreemptLowerPriority',
    },
  },
  {
    name: 'create serviceaccount robot',
    body: 'azhzAAoUCgJ2MRIOU2VydmljZUFjY291bnQSFwoVCgVyb2JvdBIAGgAiACoAMgA4AEIAGgAiAA==',
    object: {
      kind: 'ServiceAccount',
      apiVersion: 'v1',
      metadata: {
        name: 'robot',
      },
    },
  },
  {
    name: 'autoscale deployment web --min=1 --max=3 --cpu=50%',
    body: 'azhzAAopCg5hdXRvc2NhbGluZy92MhIXSG9yaXpvbnRhbFBvZEF1dG9zY2FsZXISYQoTCgN3ZWISABoAIgAqADIAOABCABJEChoKCkRlcGxveW1lbnQSA3dlYhoHYXBwcy92MRABGAMiIgoIUmVzb3VyY2UiFgoDY3B1Eg8KC1V0aWxpemF0aW9uIDIaBBgAIAAaACIA',
    object: {
      kind: 'HorizontalPodAutoscaler',
      apiVersion: 'autoscaling/v2',
      metadata: {
        name: 'web',
      },
      spec: {
        scaleTargetRef: {
          kind: 'Deployment',
          name: 'web',
          apiVersion: 'apps/v1',
        },
        minReplicas: 1,
        maxReplicas: 3,
        metrics: [
          {
            type: 'Resource',
            resource: {
              name: 'cpu',
              target: {
                type: 'Utilization',
                averageUtilization: 50,
              },
            },
          },
        ],
      },
      status: {
        desiredReplicas: 0,
        currentMetrics: null,
      },
    },
  },
  {
    name: 'create job now --from=cronjob/tick',
    body: 'azhzAAoPCghiYXRjaC92MRIDSm9iEtYCCoMBCgNub3cSABoAIgAqADIAOABCAGIrCiFjcm9uam9iLmt1YmVybmV0ZXMuaW8vaW5zdGFudGlhdGUSBm1hbnVhbGpBCgdDcm9uSm9iGgR0aWNrIiQwMzA1ZWNhOC1jNGNiLTQ4NmItODRmMS1jYTk0MjkxNTYxZGYqCGJhdGNoL3YxMAESwwEywAEKEAoAEgAaACIAKgAyADgAQgASqwESYwoEdGljaxIHYnVzeWJveBoEZGF0ZRoQLS1kcnktcnVuPXNlcnZlchoCLW8aBGpzb24qAEIAahQvZGV2L3Rlcm1pbmF0aW9uLWxvZ3IGQWx3YXlzgAEAiAEAkAEAogEERmlsZRoJT25GYWlsdXJlIB4yDENsdXN0ZXJGaXJzdEIASgBSAFgAYABoAHIAggEAigEAmgERZGVmYXVsdC1zY2hlZHVsZXLCAQAaCCAAKAAwADoAGgAiAA==',
    object: {
      kind: 'Job',
      apiVersion: 'batch/v1',
      metadata: {
        name: 'now',
        annotations: {
          'cronjob.kubernetes.io/instantiate': 'manual',
        },
        ownerReferences: [
          {
            apiVersion: 'batch/v1',
            kind: 'CronJob',
            name: 'tick',
            uid: '0305eca8-c4cb-486b-84f1-ca94291561df',
            controller: true,
          },
        ],
      },
      spec: {
        template: {
          metadata: {},
          spec: {
            containers: [
              {
                name: 'tick',
                image: 'busybox',
                command: ['date', '--dry-run=server', '-o', 'json'],
                resources: {},
                terminationMessagePath: '/dev/termination-log',
                terminationMessagePolicy: 'File',
                imagePullPolicy: 'Always',
              },
            ],
            restartPolicy: 'OnFailure',
            terminationGracePeriodSeconds: 30,
            dnsPolicy: 'ClusterFirst',
            securityContext: {},
            schedulerName: 'default-scheduler',
          },
        },
      },
      status: {},
    },
  },
  {
    name: 'create job once --image=busybox -- sh -c echo hi',
    body: 'azhzAAoPCghiYXRjaC92MRIDSm9iEo8BChQKBG9uY2USABoAIgAqADIAOABCABJtMmsKEAoAEgAaACIAKgAyADgAQgASVxI0CgRvbmNlEgdidXN5Ym94GgJzaBoCLWMaB2VjaG8gaGkqAEIAagByAIABAIgBAJABAKIBABoFTmV2ZXIyAEIASgBSAFgAYABoAIIBAIoBAJoBAMIBABoIIAAoADAAOgAaACIA',
    object: {
      kind: 'Job',
      apiVersion: 'batch/v1',
      metadata: {
        name: 'once',
      },
      spec: {
        template: {
          metadata: {},
          spec: {
            containers: [
              {
                name: 'once',
                image: 'busybox',
                command: ['sh', '-c', 'echo hi'],
                resources: {},
              },
            ],
            restartPolicy: 'Never',
          },
        },
      },
      status: {},
    },
  },
  {
    name: 'create cronjob tick2 --image=busybox --schedule=*/5 * * * * -- date',
    body: 'azhzAAoTCghiYXRjaC92MRIHQ3JvbkpvYhKuAQoVCgV0aWNrMhIAGgAiACoAMgA4AEIAEpIBCgsqLzUgKiAqICogKhoAKoABChUKBXRpY2syEgAaACIAKgAyADgAQgASZzJlChAKABIAGgAiACoAMgA4AEIAElESKgoFdGljazISB2J1c3lib3gaBGRhdGUqAEIAagByAIABAIgBAJABAKIBABoJT25GYWlsdXJlMgBCAEoAUgBYAGAAaACCAQCKAQCaAQDCAQAaABoAIgA=',
    object: {
      kind: 'CronJob',
      apiVersion: 'batch/v1',
      metadata: {
        name: 'tick2',
      },
      spec: {
        schedule: '*/5 * * * *',
        jobTemplate: {
          metadata: {
            name: 'tick2',
          },
          spec: {
            template: {
              metadata: {},
              spec: {
                containers: [
                  {
                    name: 'tick2',
                    image: 'busybox',
                    command: ['date'],
                    resources: {},
                  },
                ],
                restartPolicy: 'OnFailure',
              },
            },
          },
        },
      },
      status: {},
    },
  },
]

/** Bodies of its reviews, without a printed counterpart. */
export const REVIEWS = {
  'auth can-i list pods':
    'azhzAAoyChdhdXRob3JpemF0aW9uLms4cy5pby92MRIXU2VsZlN1YmplY3RBY2Nlc3NSZXZpZXcSQAoQCgASABoAIgAqADIAOABCABIiCiAKCmNtcC1zY2hlbWESBGxpc3QaACIAKgRwb2RzMgA6ABoICAASABoAIAAaACIA',
  'auth can-i --list': 'azhzAAoxChdhdXRob3JpemF0aW9uLms4cy5pby92MRIWU2VsZlN1YmplY3RSdWxlc1JldmlldxImChAKABIAGgAiACoAMgA4AEIAEgwKCmNtcC1zY2hlbWEaBBgAIgAaACIA',
  'auth whoami': 'azhzAAotChhhdXRoZW50aWNhdGlvbi5rOHMuaW8vdjESEVNlbGZTdWJqZWN0UmV2aWV3EhoKEAoAEgAaACIAKgAyADgAQgASBgoECgASABoAIgA=',
  'create token default --duration=10m': 'azhzAAooChhhdXRoZW50aWNhdGlvbi5rOHMuaW8vdjESDFRva2VuUmVxdWVzdBIdChAKABIAGgAiACoAMgA4AEIAEgMg2AQaBAoAEgAaACIA',
}
