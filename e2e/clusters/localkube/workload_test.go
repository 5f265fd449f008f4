package main

import (
	"testing"

	corev1 "k8s.io/api/core/v1"
)

const testSeed = 7

func TestPodsHaveTheSizeOfRealOnes(t *testing.T) {
	total, count := 0.0, 0.0
	for number := range 200 {
		app := newWorkload(testSeed, number, 40)
		for replica := range app.replicas {
			size := float64(app.pod(testSeed, replica).Size())
			if size < meanPodBytes*(1-podSizeSpread) || size > meanPodBytes*(1+podSizeSpread) {
				t.Errorf("workload %d, replica %d: %.0f bytes", number, replica, size)
			}
			total += size
			count++
		}
	}
	if mean := total / count; mean < 0.97*meanPodBytes || mean > 1.03*meanPodBytes {
		t.Errorf("mean %.0f bytes", mean)
	}
}

func TestTheSameSeedGivesTheSameBytes(t *testing.T) {
	once, _ := encode("Pod", newWorkload(testSeed, 3, 40).pod(testSeed, 0))
	again, _ := encode("Pod", newWorkload(testSeed, 3, 40).pod(testSeed, 0))
	if once != again {
		t.Error("two pods of one seed differ")
	}
}

func TestWhatIsStoredIsReadBack(t *testing.T) {
	pod := newWorkload(testSeed, 3, 40).pod(testSeed, 0)
	stored, err := encode("Pod", pod)
	if err != nil {
		t.Fatal(err)
	}
	var read corev1.Pod
	if err := decode([]byte(stored), &read); err != nil {
		t.Fatal(err)
	}
	if read.Name != pod.Name || len(read.Status.ContainerStatuses) != len(pod.Spec.Containers) {
		t.Errorf("read back %s", read.Name)
	}
}
