package main

import (
	"fmt"
	"math/rand/v2"
	"time"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/apimachinery/pkg/util/intstr"
)

const (
	meanPodBytes  = 5300
	podSizeSpread = 0.2
	maxReplicas   = 20
	// nameAlphabet is the one Kubernetes draws generated names from.
	nameAlphabet = "bcdfghjklmnpqrstvwxz2456789"
)

var (
	areas = []string{"billing", "catalog", "checkout", "identity", "ledger", "mail", "orders", "pricing", "search", "shipping", "stock", "users"}
	parts = []string{"api", "cache", "consumer", "cron", "frontend", "gateway", "importer", "indexer", "proxy", "sync", "web", "worker"}
	// epoch makes the objects of one seed the same bytes on every day.
	epoch = time.Date(2026, 1, 5, 8, 0, 0, 0, time.UTC)
)

// workload is one Deployment's worth of pods: what they have in common.
type workload struct {
	name, namespace, hash string
	replicas              int
	containers            []corev1.Container
	owner                 metav1.OwnerReference
	created               time.Time
	// emptySize is that of a pod before variables fill it to the wanted size.
	emptySize int
}

// newWorkload depends on nothing but the seed and the workload's number.
func newWorkload(seed uint64, number, namespaces int) *workload {
	random := rand.New(rand.NewPCG(seed, uint64(number)))
	base := fmt.Sprintf("%s-%s", areas[random.IntN(len(areas))], parts[random.IntN(len(parts))])
	app := &workload{
		name:      fmt.Sprintf("%s-%d", base, number),
		namespace: namespaceName(random.IntN(namespaces)),
		hash:      draw(random, "bcdf456789", 9),
		replicas:  1 + random.IntN(maxReplicas),
		created:   epoch.Add(time.Duration(number) * time.Minute),
	}
	app.containers = []corev1.Container{appContainer(random, base)}
	if random.IntN(3) == 0 {
		app.containers = append(app.containers, sidecarContainer())
	}
	yes := true
	app.owner = metav1.OwnerReference{
		APIVersion: "apps/v1", Kind: "ReplicaSet", Name: app.name + "-" + app.hash, UID: drawUID(random),
		Controller: &yes, BlockOwnerDeletion: &yes,
	}
	empty := app.emptyPod(random)
	setManagedFields(empty)
	app.emptySize = empty.Size()
	return app
}

func appContainer(random *rand.Rand, base string) corev1.Container {
	port := int32(8000 + random.IntN(1000))
	return corev1.Container{
		Name:  base,
		Image: fmt.Sprintf("registry.example.com/shop/%s:1.%d.%d", base, random.IntN(40), random.IntN(10)),
		Args:  []string{"serve", fmt.Sprintf("--listen=:%d", port), "--log-format=json"},
		Ports: []corev1.ContainerPort{{Name: "http", ContainerPort: port, Protocol: corev1.ProtocolTCP}},
		Env: []corev1.EnvVar{{
			Name: "POD_NAME", ValueFrom: &corev1.EnvVarSource{FieldRef: &corev1.ObjectFieldSelector{APIVersion: "v1", FieldPath: "metadata.name"}},
		}},
		Resources: corev1.ResourceRequirements{
			Requests: corev1.ResourceList{corev1.ResourceCPU: resource.MustParse("50m"), corev1.ResourceMemory: resource.MustParse("128Mi")},
			Limits:   corev1.ResourceList{corev1.ResourceMemory: resource.MustParse("512Mi")},
		},
		LivenessProbe:  httpProbe("/healthz", port, 10),
		ReadinessProbe: httpProbe("/ready", port, 2),
	}
}

func sidecarContainer() corev1.Container {
	return corev1.Container{
		Name:  "mesh-proxy",
		Image: "registry.example.com/mesh/proxy:2.14.1",
		Ports: []corev1.ContainerPort{{Name: "mesh", ContainerPort: 15001, Protocol: corev1.ProtocolTCP}},
		Resources: corev1.ResourceRequirements{
			Requests: corev1.ResourceList{corev1.ResourceCPU: resource.MustParse("10m"), corev1.ResourceMemory: resource.MustParse("32Mi")},
		},
		ReadinessProbe: httpProbe("/mesh/ready", 15001, 5),
	}
}

func httpProbe(path string, port, period int32) *corev1.Probe {
	get := &corev1.HTTPGetAction{Path: path, Port: intstr.FromInt32(port), Scheme: corev1.URISchemeHTTP}
	return &corev1.Probe{
		ProbeHandler: corev1.ProbeHandler{HTTPGet: get}, PeriodSeconds: period, TimeoutSeconds: 1, SuccessThreshold: 1, FailureThreshold: 3,
	}
}

func namespaceName(number int) string { return fmt.Sprintf("bench-%02d", number) }

func draw(random *rand.Rand, alphabet string, length int) string {
	text := make([]byte, length)
	for i := range text {
		text[i] = alphabet[random.IntN(len(alphabet))]
	}
	return string(text)
}

func drawHex(random *rand.Rand, length int) string { return draw(random, "0123456789abcdef", length) }

func drawUID(random *rand.Rand) types.UID {
	return types.UID(fmt.Sprintf("%s-%s-4%s-a%s-%s",
		drawHex(random, 8), drawHex(random, 4), drawHex(random, 3), drawHex(random, 3), drawHex(random, 12)))
}
