package main

import (
	"context"
	"flag"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"time"

	corev1 "k8s.io/api/core/v1"
)

const (
	churnWorkers = 16
	// churnQueue bounds what waits for one worker; when it is full the clock waits and the rate falls, visibly.
	churnQueue = 256
	// hotSkew makes the hottest pod of a thousand take about an eighth of the hot changes.
	hotSkew = 1.1
	// addedFrom numbers workloads of added pods far beyond those that a seed makes.
	addedFrom = 10_000_000
	// addedNamespaces is what seed makes by default.
	addedNamespaces = 40
)

type change struct {
	kind changeKind
	key  string
	// number draws the details of this one change, so that they do not depend on timing.
	number uint64
}

// addedPod is the pod that the churn with this seed adds as its number-th.
func addedPod(seed uint64, number int) *corev1.Pod {
	return newWorkload(seed, addedFrom+number, addedNamespaces).pod(seed, 0)
}

type changeKind int

const (
	updateStatus changeKind = iota
	addPod
	deletePod
)

// runChurn changes the pods of a seeded control plane at a steady rate: of ten events eight change a
// pod's status, one adds a pod, one deletes one. Half of the changes of status go to a few hot pods. A pod that
// somebody else changed meanwhile is read again, so the changes of others are never undone.
func runChurn() int {
	flags := flag.NewFlagSet("churn", flag.ExitOnError)
	endpoints := flags.String("endpoints", "http://127.0.0.1:2379", "etcd client addresses, comma-separated")
	rate := flags.Float64("rate", 100, "events per second")
	duration := flags.Duration("duration", 10*time.Second, "how long")
	seed := flags.Uint64("seed", 1, "decides which pods change, and how")
	spared := flags.String("spare", "", "namespace/name of pods never touched, comma-separated")
	_ = flags.Parse(os.Args[1:])
	client := connect(*endpoints)
	defer client.Close()
	keys, err := listKeys(context.Background(), client, podsPrefix)
	if err != nil {
		fail(err.Error())
	}
	spare := strings.Split(*spared, ",")
	keys = slices.DeleteFunc(keys, func(key string) bool { return slices.Contains(spare, strings.TrimPrefix(key, podsPrefix)) })
	if len(keys) == 0 {
		fail("churn needs pods: run seed first")
	}
	plan := newPlan(*seed, keys)
	workers := startChurnWorkers(client, *seed)
	begin := time.Now()
	made := 0
	for elapsed := time.Duration(0); elapsed < *duration; elapsed = time.Since(begin) {
		for due := int(elapsed.Seconds() * *rate); made < due; made++ {
			workers.give(plan.next())
		}
		time.Sleep(time.Millisecond)
	}
	totals := workers.finish()
	seconds := time.Since(begin).Seconds()
	return printSummary(map[string]any{
		"events": made, "updates": totals.updates, "adds": totals.adds, "deletes": totals.deletes,
		"readAgain": totals.readAgain, "gone": totals.gone, "seconds": seconds, "rate": float64(made) / seconds,
		"askedRate": *rate, "p50Ms": totals.latency(0.5), "p99Ms": totals.latency(0.99), "podsBefore": len(keys), "podsAfter": len(plan.keys),
	})
}

// plan chooses the events; it depends on the seed and the pods alone, not on time.
type plan struct {
	random *rand.Rand
	hot    *rand.Zipf
	seed   uint64
	// keys are the living pods; the hot ones are those in front.
	keys   []string
	number uint64
	added  int
}

func newPlan(seed uint64, keys []string) *plan {
	random := rand.New(rand.NewPCG(seed, uint64(len(keys))))
	random.Shuffle(len(keys), func(i, j int) { keys[i], keys[j] = keys[j], keys[i] })
	return &plan{random: random, hot: rand.NewZipf(random, hotSkew, 1, uint64(len(keys)-1)), seed: seed, keys: slices.Clone(keys)}
}

func (p *plan) next() change {
	p.number++
	switch draw := p.random.IntN(10); {
	case draw == 0 || len(p.keys) < 2:
		key := podKey(addedPod(p.seed, p.added))
		number := uint64(p.added)
		p.added++
		p.keys = append(p.keys, key)
		return change{addPod, key, number}
	case draw == 1:
		last := len(p.keys) - 1
		chosen := p.random.IntN(last + 1)
		key := p.keys[chosen]
		p.keys[chosen] = p.keys[last]
		p.keys = p.keys[:last]
		return change{deletePod, key, p.number}
	default:
		return change{updateStatus, p.keys[p.index()], p.number}
	}
}

// index is that of a hot pod every other time, of any pod otherwise.
func (p *plan) index() int {
	if p.random.IntN(2) == 0 {
		return min(int(p.hot.Uint64()), len(p.keys)-1)
	}
	return p.random.IntN(len(p.keys))
}
