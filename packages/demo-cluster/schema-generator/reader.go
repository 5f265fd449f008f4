package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"iter"
	"maps"
	"path"
	"path/filepath"
	"strings"
)

const (
	apiRoot       = "k8s.io/api/"
	machineryRoot = "k8s.io/apimachinery/pkg/"
	metaRoot      = machineryRoot + "apis/"
)

// Types that are written by hand in Go and are therefore values to us, not structs.
var values = map[string]string{
	"meta/v1.Time":            "time",
	"meta/v1.MicroTime":       "microTime",
	"meta/v1.Duration":        "duration",
	"meta/v1.FieldsV1":        "any",
	"api/resource.Quantity":   "quantity",
	"util/intstr.IntOrString": "intOrString",
	"runtime.RawExtension":    "any",
	"runtime.Object":          "any",
	"int":                     "int64",
	"float64":                 "double",
	"byte":                    "int32",
	"uint8":                   "int32",
}

var basic = map[string]bool{"string": true, "bool": true, "int32": true, "int64": true}

// reader finds types by name and remembers those that were reached.
type reader struct {
	api, machinery string
	packages       map[string]map[string]*declaration
	types          map[string]any
}

// declaration is a type with what is needed to read it: its imports and the markers above it.
type declaration struct {
	spec    *ast.TypeSpec
	markers markers
	imports map[string]string
}

func newReader(api, machinery string) *reader {
	return &reader{api: api, machinery: machinery, packages: map[string]map[string]*declaration{}, types: map[string]any{}}
}

func (r *reader) names() iter.Seq[string] { return maps.Keys(r.types) }

// reach reads a type and everything it refers to.
func (r *reader) reach(name string) error {
	if _, done := r.types[name]; done || values[name] != "" || basic[name] {
		return nil
	}
	pkg, base, found := cutLast(name, ".")
	if !found {
		return fmt.Errorf("no such type: %s", name)
	}
	declarations, err := r.load(pkg)
	if err != nil {
		return err
	}
	declared, found := declarations[base]
	if !found {
		return fmt.Errorf("no such type: %s", name)
	}
	r.types[name] = nil // may refer to itself
	in := scope{reader: r, pkg: pkg, imports: declared.imports}
	if body, isStruct := declared.spec.Type.(*ast.StructType); isStruct {
		r.types[name], err = in.structure(body, declared.markers)
	} else {
		r.types[name], err = in.typeName(declared.spec.Type)
	}
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

// load parses a package's folder once.
func (r *reader) load(pkg string) (map[string]*declaration, error) {
	if loaded, done := r.packages[pkg]; done {
		return loaded, nil
	}
	declarations := map[string]*declaration{}
	r.packages[pkg] = declarations
	folder := r.folder(pkg)
	only := func(file fs.FileInfo) bool { return !strings.HasSuffix(file.Name(), "_test.go") }
	//nolint:staticcheck // only the syntax is of interest
	parsed, err := parser.ParseDir(token.NewFileSet(), folder, only, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	for _, one := range parsed {
		for _, file := range one.Files {
			collect(declarations, file)
		}
	}
	return declarations, nil
}

func (r *reader) folder(pkg string) string {
	switch {
	case strings.HasPrefix(pkg, "meta/"):
		return filepath.Join(r.machinery, "pkg/apis", pkg)
	case strings.HasPrefix(pkg, "types"):
		return filepath.Join(r.machinery, "pkg", pkg)
	default:
		return filepath.Join(r.api, pkg)
	}
}

func collect(into map[string]*declaration, file *ast.File) {
	imports := map[string]string{}
	for _, one := range file.Imports {
		from := strings.Trim(one.Path.Value, `"`)
		name := path.Base(from)
		if one.Name != nil {
			name = one.Name.Name
		}
		imports[name] = short(from)
	}
	for _, declared := range file.Decls {
		group, isGroup := declared.(*ast.GenDecl)
		if !isGroup || group.Tok != token.TYPE {
			continue
		}
		for _, one := range group.Specs {
			spec := one.(*ast.TypeSpec)
			into[spec.Name.Name] = &declaration{spec: spec, markers: markersOf(group.Doc, spec.Doc), imports: imports}
		}
	}
}

// short is a package's name within this file: core/v1, meta/v1, util/intstr.
func short(imported string) string {
	for _, root := range []string{apiRoot, metaRoot, machineryRoot} {
		if rest, found := strings.CutPrefix(imported, root); found {
			return rest
		}
	}
	return imported
}

func cutLast(text, by string) (before, after string, found bool) {
	at := strings.LastIndex(text, by)
	if at < 0 {
		return text, "", false
	}
	return text[:at], text[at+len(by):], true
}
