package main

import (
	"context"
	"math/rand/v2"
	"slices"
	"sync"
	"time"

	clientv3 "go.etcd.io/etcd/client/v3"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

type churnTotals struct {
	updates, adds, deletes int
	// readAgain counts writes that found the pod changed by somebody else; gone those that found it deleted.
	readAgain, gone int
	milliseconds    []float64
}

func (t *churnTotals) latency(share float64) float64 {
	if len(t.milliseconds) == 0 {
		return 0
	}
	slices.Sort(t.milliseconds)
	return t.milliseconds[int(share*float64(len(t.milliseconds)-1))]
}

// churnWorker owns the pods whose keys fall to it, so that changes of one pod stay in order.
type churnWorker struct {
	client *clientv3.Client
	seed   uint64
	queue  chan change
	known  map[string]knownPod
	totals churnTotals
}

type knownPod struct {
	pod      *corev1.Pod
	revision int64
}

type churnWorkerSet struct {
	workers []*churnWorker
	running sync.WaitGroup
}

func startChurnWorkers(client *clientv3.Client, seed uint64) *churnWorkerSet {
	set := &churnWorkerSet{}
	for range churnWorkers {
		worker := &churnWorker{client: client, seed: seed, queue: make(chan change, churnQueue), known: map[string]knownPod{}}
		set.workers = append(set.workers, worker)
		set.running.Go(worker.run)
	}
	return set
}

func (set *churnWorkerSet) give(next change) {
	set.workers[hashOf(next.key)%churnWorkers].queue <- next
}

func (set *churnWorkerSet) finish() *churnTotals {
	for _, worker := range set.workers {
		close(worker.queue)
	}
	set.running.Wait()
	sum := &churnTotals{}
	for _, worker := range set.workers {
		sum.updates += worker.totals.updates
		sum.adds += worker.totals.adds
		sum.deletes += worker.totals.deletes
		sum.readAgain += worker.totals.readAgain
		sum.gone += worker.totals.gone
		sum.milliseconds = append(sum.milliseconds, worker.totals.milliseconds...)
	}
	return sum
}

func (w *churnWorker) run() {
	for next := range w.queue {
		begin := time.Now()
		if err := w.apply(next); err != nil {
			fail(err.Error())
		}
		w.totals.milliseconds = append(w.totals.milliseconds, float64(time.Since(begin).Microseconds())/1000)
	}
}

func (w *churnWorker) apply(next change) error {
	ctx := context.Background()
	switch next.kind {
	case addPod:
		pod := addedPod(w.seed, int(next.number))
		pod.CreationTimestamp = metav1.Now()
		stored, err := encode("Pod", pod)
		if err != nil {
			return err
		}
		answer, err := w.client.Put(ctx, next.key, stored)
		if err == nil {
			w.known[next.key] = knownPod{pod, answer.Header.Revision}
			w.totals.adds++
		}
		return err
	case deletePod:
		delete(w.known, next.key)
		answer, err := w.client.Delete(ctx, next.key)
		if err == nil {
			w.totals.deletes += int(answer.Deleted)
			w.totals.gone += 1 - int(answer.Deleted)
		}
		return err
	default:
		return w.update(ctx, next)
	}
}

// update writes only on top of the version it has read, and otherwise reads again.
func (w *churnWorker) update(ctx context.Context, next change) error {
	known, isKnown := w.known[next.key]
	for {
		if !isKnown {
			answer, err := w.client.Get(ctx, next.key)
			if err != nil {
				return err
			}
			if len(answer.Kvs) == 0 {
				w.totals.gone++
				return nil
			}
			known = knownPod{&corev1.Pod{}, answer.Kvs[0].ModRevision}
			if err := decode(answer.Kvs[0].Value, known.pod); err != nil {
				return err
			}
		}
		changeStatus(rand.New(rand.NewPCG(w.seed, next.number)), known.pod)
		stored, err := encode("Pod", known.pod)
		if err != nil {
			return err
		}
		unchanged := clientv3.Compare(clientv3.ModRevision(next.key), "=", known.revision)
		answer, err := w.client.Txn(ctx).If(unchanged).Then(clientv3.OpPut(next.key, stored)).Commit()
		if err != nil {
			return err
		}
		if answer.Succeeded {
			w.known[next.key] = knownPod{known.pod, answer.Header.Revision}
			w.totals.updates++
			return nil
		}
		w.totals.readAgain++
		isKnown = false
	}
}

// changeStatus is one event of a pod's life: a container was restarted, or its readiness turned.
func changeStatus(random *rand.Rand, pod *corev1.Pod) {
	if len(pod.Status.ContainerStatuses) == 0 {
		return
	}
	now := metav1.Now()
	container := &pod.Status.ContainerStatuses[random.IntN(len(pod.Status.ContainerStatuses))]
	if random.IntN(2) == 0 {
		ended := &corev1.ContainerStateTerminated{ExitCode: 1, Reason: "Error", FinishedAt: now, ContainerID: container.ContainerID}
		if container.State.Running != nil {
			ended.StartedAt = container.State.Running.StartedAt
		}
		container.LastTerminationState = corev1.ContainerState{Terminated: ended}
		container.ContainerID = "containerd://" + drawHex(random, 64)
		container.State = corev1.ContainerState{Running: &corev1.ContainerStateRunning{StartedAt: now}}
		container.RestartCount++
	} else {
		container.Ready = !container.Ready
	}
	setReady(pod, now)
	for i := range pod.ManagedFields {
		if pod.ManagedFields[i].Subresource == "status" {
			pod.ManagedFields[i].Time = &now
		}
	}
}

// setReady makes the pod's conditions agree with its containers.
func setReady(pod *corev1.Pod, now metav1.Time) {
	status := corev1.ConditionTrue
	for _, container := range pod.Status.ContainerStatuses {
		if !container.Ready {
			status = corev1.ConditionFalse
		}
	}
	for i := range pod.Status.Conditions {
		condition := &pod.Status.Conditions[i]
		if (condition.Type == corev1.PodReady || condition.Type == corev1.ContainersReady) && condition.Status != status {
			condition.Status, condition.LastTransitionTime = status, now
		}
	}
}
