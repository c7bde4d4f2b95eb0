package org.eyas.enricher.session;

import org.eyas.api.process.AttachmentKey;

/**
 * The object that is attached to each process: the session of the process, the login program that is about to open a
 * session, or the container that the process entered. Processes inherit it. {@link TrailStep} replaces it.
 */
sealed interface Trail permits Session, Opening, Entered {
  AttachmentKey<Trail> KEY = new AttachmentKey<>("session", Trail.class);
}
