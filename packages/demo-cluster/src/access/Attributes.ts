/** What somebody wants to do to a resource, in the words of RBAC. `apiGroup` is empty for the core group; no `namespace` means the whole cluster. */
export type ResourceAttributes = {
  readonly verb: string
  readonly apiGroup: string
  readonly resource: string
  readonly subresource?: string | undefined
  readonly namespace?: string | undefined
  readonly name?: string | undefined
}

/** A request for something that is no resource: `/version`, `/metrics`. */
export type PathAttributes = { readonly verb: string; readonly path: string }

export type Attributes = ResourceAttributes | PathAttributes
