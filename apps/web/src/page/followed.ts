/** The parameters of the topic about one object, and of the list that it is in. */
export const one = ({ namespace, name }: { namespace: string; name: string }) => ({ namespace, name })
export const inside = ({ namespace }: { namespace: string }) => ({ namespaces: [namespace] })

/** The object that the command names; a new one has its uid from the answer. */
export const uid = (input: { uid: string }) => input.uid
export const newUid = (_input: object, output: { uid: string }) => output.uid
