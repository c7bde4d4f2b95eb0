package org.eyas.enricher.session;

import org.eyas.api.process.AttachmentKey;

/**
 * What is attached to each process: the session that it belongs to, the login program that is about to open one, or the container
 * that it entered. Processes inherit it; {@link TrailStep} replaces it.
 */
sealed interface Trail permits Session, Opening, Entered {
  AttachmentKey<Trail> KEY = new AttachmentKey<>("session", Trail.class);
}
