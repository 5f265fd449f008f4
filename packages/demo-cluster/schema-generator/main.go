// Command schema-generator prints what the struct tags and markers of Kubernetes' API types say, one line of JSON a type, sorted by name.
//
//	schema-generator <folder of k8s.io/api> <folder of k8s.io/apimachinery> <type>...
//
// Types are named by their package's folder and their own name: core/v1.Pod, meta/v1.ObjectMeta. What the named ones reach is printed with them.
package main

import (
	"encoding/json"
	"fmt"
	"log"
	"os"
	"slices"
)

func main() {
	log.SetFlags(0)
	if len(os.Args) < 4 {
		log.Fatal("usage: schema-generator <k8s.io/api> <k8s.io/apimachinery> <type>...")
	}
	reader := newReader(os.Args[1], os.Args[2])
	for _, name := range os.Args[3:] {
		if err := reader.reach(name); err != nil {
			log.Fatal(err)
		}
	}
	for _, name := range slices.Sorted(reader.names()) {
		line, err := json.Marshal(reader.types[name])
		if err != nil {
			log.Fatal(err)
		}
		fmt.Printf("%q:%s\n", name, line)
	}
}
