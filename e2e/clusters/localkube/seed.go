package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"sync"
	"time"

	clientv3 "go.etcd.io/etcd/client/v3"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

const seedWriters = 32

// runSeed writes namespaces and Running pods straight into etcd, past validation and admission: for
// benches of reading, on a control plane without controllers (these would collect pods without nodes).
// The same seed gives the same bytes.
func runSeed() int {
	flags := flag.NewFlagSet("seed", flag.ExitOnError)
	endpoints := flags.String("endpoints", "http://127.0.0.1:2379", "etcd client addresses, comma-separated")
	pods := flags.Int("pods", 1000, "how many pods")
	namespaces := flags.Int("namespaces", 40, "how many namespaces they are spread over")
	seed := flags.Uint64("seed", 1, "decides every byte")
	_ = flags.Parse(os.Args[1:])
	client := connect(*endpoints)
	defer client.Close()
	begin := time.Now()
	for number := range *namespaces {
		if err := putNamespace(client, *seed, namespaceName(number)); err != nil {
			fail(err.Error())
		}
	}
	bytes := seedPods(client, *seed, *pods, *namespaces)
	return printSummary(map[string]any{
		"namespaces": *namespaces, "pods": *pods, "bytes": bytes, "meanBytes": bytes / max(1, *pods), "seconds": time.Since(begin).Seconds(),
	})
}

// seedPods makes workloads until there are enough pods, and returns how many bytes were stored.
func seedPods(client *clientv3.Client, seed uint64, pods, namespaces int) int {
	type place struct {
		app     *workload
		replica int
	}
	queue := make(chan place, seedWriters)
	sizes := make(chan int)
	var writers sync.WaitGroup
	for range seedWriters {
		writers.Go(func() {
			total := 0
			for next := range queue {
				pod := next.app.pod(seed, next.replica)
				stored, err := encode("Pod", pod)
				if err == nil {
					_, err = client.Put(context.Background(), podKey(pod), stored)
				}
				if err != nil {
					fail(err.Error())
				}
				total += len(stored)
			}
			sizes <- total
		})
	}
	go func() {
		for number, made := 0, 0; made < pods; number++ {
			app := newWorkload(seed, number, namespaces)
			for replica := 0; replica < app.replicas && made < pods; replica++ {
				queue <- place{app, replica}
				made++
			}
		}
		close(queue)
		writers.Wait()
		close(sizes)
	}()
	total := 0
	for size := range sizes {
		total += size
	}
	return total
}

func podKey(pod *corev1.Pod) string { return podsPrefix + pod.Namespace + "/" + pod.Name }

func putNamespace(client *clientv3.Client, seed uint64, name string) error {
	namespace := &corev1.Namespace{
		ObjectMeta: metav1.ObjectMeta{
			Name: name, UID: drawUID(rand.New(rand.NewPCG(seed, hashOf(name)))), CreationTimestamp: metav1.NewTime(epoch),
			Labels: map[string]string{"kubernetes.io/metadata.name": name},
		},
		Spec:   corev1.NamespaceSpec{Finalizers: []corev1.FinalizerName{corev1.FinalizerKubernetes}},
		Status: corev1.NamespaceStatus{Phase: corev1.NamespaceActive},
	}
	stored, err := encode("Namespace", namespace)
	if err != nil {
		return err
	}
	_, err = client.Put(context.Background(), namespacesPrefix+name, stored)
	return err
}

// printSummary ends a command with one line of JSON on stdout.
func printSummary(summary map[string]any) int {
	line, err := json.Marshal(summary)
	if err != nil {
		fail(err.Error())
	}
	fmt.Println(string(line))
	return 0
}
