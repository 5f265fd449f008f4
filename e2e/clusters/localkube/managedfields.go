package main

import (
	"encoding/json"
	"fmt"
	"hash/fnv"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

type fields map[string]any

// setManagedFields writes who owns which field, as server-side bookkeeping does for every real pod:
// the controller-manager the specification, the kubelet the status.
func setManagedFields(pod *corev1.Pod) {
	pod.ManagedFields = []metav1.ManagedFieldsEntry{
		managedBy("kube-controller-manager", "", pod.CreationTimestamp, fields{"f:metadata": metadataFields(pod), "f:spec": specFields(pod)}),
		managedBy("kubelet", "status", *pod.Status.StartTime, fields{"f:status": statusFields(pod)}),
	}
}

func managedBy(manager, subresource string, at metav1.Time, owned fields) metav1.ManagedFieldsEntry {
	raw, err := json.Marshal(owned)
	if err != nil {
		fail(err.Error())
	}
	return metav1.ManagedFieldsEntry{
		Manager: manager, Operation: metav1.ManagedFieldsOperationUpdate, APIVersion: "v1", Time: &at,
		FieldsType: "FieldsV1", FieldsV1: &metav1.FieldsV1{Raw: raw}, Subresource: subresource,
	}
}

func metadataFields(pod *corev1.Pod) fields {
	labels, annotations := fields{".": fields{}}, fields{".": fields{}}
	for name := range pod.Labels {
		labels["f:"+name] = fields{}
	}
	for name := range pod.Annotations {
		annotations["f:"+name] = fields{}
	}
	owner := fmt.Sprintf(`k:{"uid":"%s"}`, pod.OwnerReferences[0].UID)
	return fields{
		"f:annotations": annotations, "f:generateName": fields{}, "f:labels": labels, "f:ownerReferences": fields{".": fields{}, owner: fields{}},
	}
}

func specFields(pod *corev1.Pod) fields {
	containers := fields{}
	for _, container := range pod.Spec.Containers {
		variables := fields{".": fields{}}
		for _, variable := range container.Env {
			variables[fmt.Sprintf(`k:{"name":"%s"}`, variable.Name)] = fields{".": fields{}, "f:name": fields{}, "f:value": fields{}}
		}
		probe := fields{
			".": fields{}, "f:failureThreshold": fields{}, "f:httpGet": fields{".": fields{}, "f:path": fields{}, "f:port": fields{}, "f:scheme": fields{}},
			"f:periodSeconds": fields{}, "f:successThreshold": fields{}, "f:timeoutSeconds": fields{},
		}
		containers[fmt.Sprintf(`k:{"name":"%s"}`, container.Name)] = fields{
			".": fields{}, "f:args": fields{}, "f:env": variables, "f:image": fields{}, "f:imagePullPolicy": fields{}, "f:name": fields{},
			"f:livenessProbe": probe, "f:readinessProbe": probe, "f:resources": fields{".": fields{}, "f:requests": fields{".": fields{}, "f:cpu": fields{}, "f:memory": fields{}}},
			"f:terminationMessagePath": fields{}, "f:terminationMessagePolicy": fields{},
		}
	}
	return fields{
		"f:containers": containers, "f:dnsPolicy": fields{}, "f:enableServiceLinks": fields{}, "f:restartPolicy": fields{},
		"f:schedulerName": fields{}, "f:securityContext": fields{}, "f:terminationGracePeriodSeconds": fields{},
	}
}

func statusFields(pod *corev1.Pod) fields {
	conditions := fields{}
	for _, condition := range pod.Status.Conditions {
		conditions[fmt.Sprintf(`k:{"type":"%s"}`, condition.Type)] = fields{
			".": fields{}, "f:lastProbeTime": fields{}, "f:lastTransitionTime": fields{}, "f:observedGeneration": fields{}, "f:status": fields{}, "f:type": fields{},
		}
	}
	ip := fmt.Sprintf(`k:{"ip":"%s"}`, pod.Status.PodIP)
	return fields{
		"f:conditions": conditions, "f:containerStatuses": fields{}, "f:hostIP": fields{}, "f:hostIPs": fields{}, "f:observedGeneration": fields{}, "f:phase": fields{},
		"f:podIP": fields{}, "f:podIPs": fields{".": fields{}, ip: fields{".": fields{}, "f:ip": fields{}}}, "f:startTime": fields{},
	}
}

func hashOf(text string) uint64 {
	hash := fnv.New64a()
	_, _ = hash.Write([]byte(text))
	return hash.Sum64()
}
