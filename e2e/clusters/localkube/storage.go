package main

import (
	"context"
	"fmt"
	"strings"

	clientv3 "go.etcd.io/etcd/client/v3"
	"k8s.io/apimachinery/pkg/runtime"
)

// storagePrefix precedes every object that the apiserver keeps as protobuf.
const storagePrefix = "k8s\x00"

const (
	podsPrefix       = "/registry/pods/"
	namespacesPrefix = "/registry/namespaces/"
)

// protobufObject is what every generated API type can do.
type protobufObject interface {
	Marshal() ([]byte, error)
	Unmarshal([]byte) error
}

func connect(endpoints string) *clientv3.Client {
	client, err := clientv3.New(clientv3.Config{Endpoints: strings.Split(endpoints, ",")})
	if err != nil {
		fail(err.Error())
	}
	return client
}

// encode gives the bytes that the apiserver itself would store for an object of the core group.
func encode(kind string, object protobufObject) (string, error) {
	raw, err := object.Marshal()
	if err != nil {
		return "", err
	}
	envelope := runtime.Unknown{TypeMeta: runtime.TypeMeta{APIVersion: "v1", Kind: kind}, Raw: raw}
	stored, err := envelope.Marshal()
	return storagePrefix + string(stored), err
}

func decode(stored []byte, object protobufObject) error {
	body, isProtobuf := strings.CutPrefix(string(stored), storagePrefix)
	if !isProtobuf {
		return fmt.Errorf("not stored as protobuf")
	}
	var envelope runtime.Unknown
	if err := envelope.Unmarshal([]byte(body)); err != nil {
		return err
	}
	return object.Unmarshal(envelope.Raw)
}

// listKeys returns all keys below a prefix, in pages, without their values.
func listKeys(ctx context.Context, client *clientv3.Client, prefix string) ([]string, error) {
	const page = 10_000
	var keys []string
	from, end := prefix, clientv3.GetPrefixRangeEnd(prefix)
	for {
		answer, err := client.Get(ctx, from, clientv3.WithRange(end), clientv3.WithKeysOnly(), clientv3.WithLimit(page))
		if err != nil {
			return nil, err
		}
		for _, kv := range answer.Kvs {
			keys = append(keys, string(kv.Key))
		}
		if !answer.More {
			return keys, nil
		}
		from = keys[len(keys)-1] + "\x00"
	}
}
