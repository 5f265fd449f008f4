import { CreateForm } from './CreateForm.tsx'

export function NewConfigMapPage() {
  return <CreateForm kind="configmaps" />
}
