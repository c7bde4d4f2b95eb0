/** Receives audit events from the webhooks of API servers. */
@NullMarked
package org.eyas.source.k8saudit.webhook;

import org.jspecify.annotations.NullMarked;
