/** Opens the envelopes in which managed clusters deliver audit events. */
@NullMarked
package org.eyas.source.k8saudit.envelope;

import org.jspecify.annotations.NullMarked;
