/** The ka.* fields: values of audit events of Kubernetes. */
@NullMarked
package org.eyas.source.k8saudit.field;

import org.jspecify.annotations.NullMarked;
