package main

import (
	"encoding/json"
	"fmt"
	"go/ast"
	"reflect"
	"strconv"
	"strings"
)

// structure is a struct as it is printed: its fields, and whether server-side apply owns it as a whole.
type structure struct {
	Fields []field `json:"f"`
	Atomic bool    `json:"a,omitempty"`
}

// field is printed as [name, number, type, flags, more]; `more` only where there is any. An inlined struct has no name.
type field struct {
	name                         string
	number                       int
	kind                         string
	flags                        string
	strategy, mergeKey, listType string
	mapKeys                      []string
	initial                      json.RawMessage
}

func (f field) MarshalJSON() ([]byte, error) {
	cells := []any{f.name, f.number, f.kind, f.flags}
	more := struct {
		Strategy string          `json:"s,omitempty"`
		MergeKey string          `json:"k,omitempty"`
		ListType string          `json:"l,omitempty"`
		MapKeys  []string        `json:"m,omitempty"`
		Initial  json.RawMessage `json:"d,omitempty"`
	}{f.strategy, f.mergeKey, f.listType, f.mapKeys, f.initial}
	if text, err := json.Marshal(more); err != nil || string(text) != "{}" {
		cells = append(cells, more)
	}
	return json.Marshal(cells)
}

// markers are the `+name=value` lines of a comment.
type markers map[string][]string

func markersOf(comments ...*ast.CommentGroup) markers {
	found := markers{}
	for _, group := range comments {
		if group == nil {
			continue
		}
		for _, line := range group.List {
			text := strings.TrimSpace(strings.TrimPrefix(line.Text, "//"))
			if marker, isMarker := strings.CutPrefix(text, "+"); isMarker {
				name, value, _ := strings.Cut(marker, "=")
				found[name] = append(found[name], strings.TrimSpace(value))
			}
		}
	}
	return found
}

func (m markers) one(name string) string {
	if len(m[name]) == 0 {
		return ""
	}
	return m[name][0]
}

func (m markers) has(name string) bool { return len(m[name]) > 0 }

func (m markers) atomic() bool {
	return m.one("structType") == "atomic" || m.one("mapType") == "atomic"
}

// scope is where a type's expression stands.
type scope struct {
	reader  *reader
	pkg     string
	imports map[string]string
}

func (s scope) structure(body *ast.StructType, marked markers) (structure, error) {
	read := structure{Fields: []field{}, Atomic: marked.atomic()}
	for _, one := range body.Fields.List {
		if one.Tag == nil {
			continue
		}
		text, err := strconv.Unquote(one.Tag.Value)
		if err != nil {
			return read, err
		}
		tag := reflect.StructTag(text)
		if tag.Get("json") == "-" || tag.Get("json") == "" {
			continue
		}
		next, err := s.field(one, tag)
		if err != nil {
			return read, err
		}
		read.Fields = append(read.Fields, next)
	}
	return read, nil
}

func (s scope) field(one *ast.Field, tag reflect.StructTag) (field, error) {
	marked := markersOf(one.Doc, one.Comment)
	name, options, _ := strings.Cut(tag.Get("json"), ",")
	read := field{
		name:     name,
		strategy: tag.Get("patchStrategy"),
		mergeKey: tag.Get("patchMergeKey"),
		listType: marked.one("listType"),
		mapKeys:  marked["listMapKey"],
	}
	if wire := strings.Split(tag.Get("protobuf"), ","); len(wire) > 1 {
		number, err := strconv.Atoi(wire[1])
		if err != nil {
			return read, fmt.Errorf("protobuf tag of %s: %w", name, err)
		}
		read.number = number
	}
	if initial := marked.one("default"); json.Valid([]byte(initial)) {
		read.initial = json.RawMessage(initial)
	}
	omit := strings.Contains(options, "omitempty") || strings.Contains(options, "omitzero")
	_, pointer := one.Type.(*ast.StarExpr)
	read.flags = flags(map[string]bool{
		"p": pointer,
		"o": omit,
		"z": strings.Contains(options, "omitzero"),
		"r": marked.has("required") || (!omit && !marked.has("optional") && name != ""),
		"a": marked.atomic(),
	})
	var err error
	read.kind, err = s.typeName(one.Type)
	return read, err
}

// flags: p a pointer, o left out when empty, z left out when zero, r required, a owned as a whole.
func flags(set map[string]bool) string {
	text := ""
	for _, mark := range []string{"p", "o", "z", "r", "a"} {
		if set[mark] {
			text += mark
		}
	}
	return text
}

// typeName writes a type: [] a list of, {} a map of text to, and reaches what it names.
func (s scope) typeName(expression ast.Expr) (string, error) {
	switch typed := expression.(type) {
	case *ast.StarExpr:
		return s.typeName(typed.X)
	case *ast.ArrayType:
		if element, named := typed.Elt.(*ast.Ident); named && element.Name == "byte" {
			return "bytes", nil
		}
		of, err := s.typeName(typed.Elt)
		return "[]" + of, err
	case *ast.MapType:
		of, err := s.typeName(typed.Value)
		return "{}" + of, err
	case *ast.SelectorExpr:
		from := typed.X.(*ast.Ident).Name
		return s.named(s.imports[from] + "." + typed.Sel.Name)
	case *ast.Ident:
		if basic[typed.Name] || values[typed.Name] != "" {
			return s.named(typed.Name)
		}
		return s.named(s.pkg + "." + typed.Name)
	default:
		return "", fmt.Errorf("a type of syntax %T", expression)
	}
}

func (s scope) named(name string) (string, error) {
	if value := values[name]; value != "" {
		return value, nil
	}
	return name, s.reader.reach(name)
}
