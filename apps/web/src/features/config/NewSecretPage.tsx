import { CreateForm } from './CreateForm.tsx'

export function NewSecretPage() {
  return <CreateForm kind="secrets" />
}
