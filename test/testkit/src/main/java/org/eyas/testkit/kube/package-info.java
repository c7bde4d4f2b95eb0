/** A stand-in for the API server of Kubernetes. */
@NullMarked
package org.eyas.testkit.kube;

import org.jspecify.annotations.NullMarked;
