/** A pod as an address has it: without a uid, so the pod that is found first is the one that is meant. */
export type PodName = { readonly namespace: string; readonly name: string }
