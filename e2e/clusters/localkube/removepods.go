package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"sync"
	"time"

	cri "k8s.io/cri-client/pkg"
)

const removeTimeout = 30 * time.Second

// runRemovePods stops and removes every pod of a container runtime, and with them their networks and
// mounts. Only the runtime of the tests' own node is ever given here.
func runRemovePods() int {
	flags := flag.NewFlagSet("remove-pods", flag.ExitOnError)
	endpoint := flags.String("runtime-endpoint", "", "unix:// address of the container runtime")
	_ = flags.Parse(os.Args[1:])
	ctx := context.Background()
	runtime, err := cri.NewRemoteRuntimeService(ctx, *endpoint, removeTimeout, nil, false)
	if err != nil {
		fail(err.Error())
	}
	sandboxes, err := runtime.ListPodSandbox(ctx, nil)
	if err != nil {
		fail(err.Error())
	}
	failures := make(chan error, len(sandboxes))
	var removals sync.WaitGroup
	for _, sandbox := range sandboxes {
		removals.Go(func() {
			if err := runtime.StopPodSandbox(ctx, sandbox.Id); err != nil {
				failures <- err
				return
			}
			if err := runtime.RemovePodSandbox(ctx, sandbox.Id); err != nil {
				failures <- err
			}
		})
	}
	removals.Wait()
	close(failures)
	code := 0
	for err := range failures {
		fmt.Fprintln(os.Stderr, err)
		code = 1
	}
	return code
}
