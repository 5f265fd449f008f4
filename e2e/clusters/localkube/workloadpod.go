package main

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"time"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

const (
	benchNodes = 100
	// sizeMargin keeps pods within the spread although variables differ in length.
	sizeMargin = 0.85
)

// pod makes the workload's replica with this number: Running and ready, as controllers and kubelet would leave it.
func (app *workload) pod(seed uint64, replica int) *corev1.Pod {
	random := rand.New(rand.NewPCG(seed, hashOf(fmt.Sprintf("%s/%s/%d", app.namespace, app.name, replica))))
	pod := app.emptyPod(random)
	app.fillTo(pod, random, meanPodBytes*(1+podSizeSpread*sizeMargin*(2*random.Float64()-1)))
	return pod
}

// emptyPod is the pod but for its managed fields and most of its environment.
func (app *workload) emptyPod(random *rand.Rand) *corev1.Pod {
	created := app.created.Add(time.Duration(random.IntN(3600)) * time.Second)
	pod := &corev1.Pod{
		ObjectMeta: metav1.ObjectMeta{
			Name:              fmt.Sprintf("%s-%s-%s", app.name, app.hash, draw(random, nameAlphabet, 5)),
			GenerateName:      fmt.Sprintf("%s-%s-", app.name, app.hash),
			Namespace:         app.namespace,
			UID:               drawUID(random),
			Generation:        1,
			CreationTimestamp: metav1.NewTime(created),
			Labels: map[string]string{
				"app.kubernetes.io/name": app.name, "app.kubernetes.io/part-of": "shop", "pod-template-hash": app.hash,
			},
			Annotations:     map[string]string{"prometheus.io/scrape": "true", "prometheus.io/path": "/metrics"},
			OwnerReferences: []metav1.OwnerReference{app.owner},
		},
		Spec: app.podSpec(random),
	}
	pod.Status = runningStatus(random, pod, created.Add(4*time.Second))
	return pod
}

func (app *workload) podSpec(random *rand.Rand) corev1.PodSpec {
	yes, grace, priority := true, int64(30), int32(0)
	preempt := corev1.PreemptLowerPriority
	mount := corev1.VolumeMount{Name: "kube-api-access-" + draw(random, nameAlphabet, 5), ReadOnly: true, MountPath: "/var/run/secrets/kubernetes.io/serviceaccount"}
	containers := make([]corev1.Container, len(app.containers))
	for i, container := range app.containers {
		container.Env = append([]corev1.EnvVar(nil), container.Env...)
		container.VolumeMounts = []corev1.VolumeMount{mount}
		container.TerminationMessagePath = "/dev/termination-log"
		container.TerminationMessagePolicy = corev1.TerminationMessageReadFile
		container.ImagePullPolicy = corev1.PullIfNotPresent
		containers[i] = container
	}
	return corev1.PodSpec{
		Containers:                    containers,
		Volumes:                       []corev1.Volume{{Name: mount.Name, VolumeSource: corev1.VolumeSource{Projected: accountToken()}}},
		NodeName:                      fmt.Sprintf("bench-node-%02d", random.IntN(benchNodes)),
		RestartPolicy:                 corev1.RestartPolicyAlways,
		TerminationGracePeriodSeconds: &grace,
		DNSPolicy:                     corev1.DNSClusterFirst,
		ServiceAccountName:            "default",
		DeprecatedServiceAccount:      "default",
		SecurityContext:               &corev1.PodSecurityContext{},
		SchedulerName:                 corev1.DefaultSchedulerName,
		Tolerations:                   []corev1.Toleration{tolerate("not-ready"), tolerate("unreachable")},
		Priority:                      &priority,
		EnableServiceLinks:            &yes,
		PreemptionPolicy:              &preempt,
	}
}

func tolerate(condition string) corev1.Toleration {
	seconds := int64(300)
	return corev1.Toleration{
		Key: "node.kubernetes.io/" + condition, Operator: corev1.TolerationOpExists, Effect: corev1.TaintEffectNoExecute, TolerationSeconds: &seconds,
	}
}

func accountToken() *corev1.ProjectedVolumeSource {
	mode, expires := int32(0o644), int64(3607)
	field := &corev1.ObjectFieldSelector{APIVersion: "v1", FieldPath: "metadata.namespace"}
	return &corev1.ProjectedVolumeSource{
		DefaultMode: &mode,
		Sources: []corev1.VolumeProjection{
			{ServiceAccountToken: &corev1.ServiceAccountTokenProjection{ExpirationSeconds: &expires, Path: "token"}},
			{ConfigMap: &corev1.ConfigMapProjection{
				LocalObjectReference: corev1.LocalObjectReference{Name: "kube-root-ca.crt"}, Items: []corev1.KeyToPath{{Key: "ca.crt", Path: "ca.crt"}},
			}},
			{DownwardAPI: &corev1.DownwardAPIProjection{Items: []corev1.DownwardAPIVolumeFile{{Path: "namespace", FieldRef: field}}}},
		},
	}
}

func runningStatus(random *rand.Rand, pod *corev1.Pod, started time.Time) corev1.PodStatus {
	since, host, ip := metav1.NewTime(started), fmt.Sprintf("10.0.%d.%d", random.IntN(4), 2+random.IntN(250)), fmt.Sprintf("10.%d.%d.%d", 200+random.IntN(50), random.IntN(250), 2+random.IntN(250))
	status := corev1.PodStatus{
		ObservedGeneration: 1, Phase: corev1.PodRunning, QOSClass: corev1.PodQOSBurstable, StartTime: &since,
		HostIP: host, HostIPs: []corev1.HostIP{{IP: host}}, PodIP: ip, PodIPs: []corev1.PodIP{{IP: ip}},
	}
	for _, name := range []corev1.PodConditionType{corev1.PodReadyToStartContainers, corev1.PodInitialized, corev1.PodReady, corev1.ContainersReady, corev1.PodScheduled} {
		status.Conditions = append(status.Conditions, corev1.PodCondition{Type: name, Status: corev1.ConditionTrue, LastTransitionTime: since, ObservedGeneration: 1})
	}
	yes := true
	for _, container := range pod.Spec.Containers {
		status.ContainerStatuses = append(status.ContainerStatuses, corev1.ContainerStatus{
			Name: container.Name, Image: container.Image, Ready: true, Started: &yes, RestartCount: int32(random.IntN(3)),
			ImageID:            fmt.Sprintf("%s@sha256:%s", container.Image[:strings.LastIndex(container.Image, ":")], drawHex(random, 64)),
			ContainerID:        "containerd://" + drawHex(random, 64),
			State:              corev1.ContainerState{Running: &corev1.ContainerStateRunning{StartedAt: since}},
			AllocatedResources: container.Resources.Requests,
			Resources:          &container.Resources,
		})
	}
	return status
}

// fillTo adds environment variables until the pod, with its managed fields, is about so many bytes.
func (app *workload) fillTo(pod *corev1.Pod, random *rand.Rand, size float64) {
	const variableBytes = 147 // the variable itself and its managed fields, on average
	container := &pod.Spec.Containers[0]
	for range int(math.Round((size - float64(app.emptySize)) / variableBytes)) {
		name := strings.ToUpper(fmt.Sprintf("%s_%s_%d", areas[random.IntN(len(areas))], parts[random.IntN(len(parts))], len(container.Env)))
		value := "https://" + areas[random.IntN(len(areas))] + ".svc.cluster.local/" + drawHex(random, 16)
		container.Env = append(container.Env, corev1.EnvVar{Name: name, Value: value})
	}
	setManagedFields(pod)
}
