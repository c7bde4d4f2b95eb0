/**
 * Lists and watches objects of a Kubernetes API server, over {@code java.net.http}. It knows nothing of events and rules;
 * docs/adr/0047 says why there is no client library.
 */
@NullMarked
package org.eyas.kube;

import org.jspecify.annotations.NullMarked;
