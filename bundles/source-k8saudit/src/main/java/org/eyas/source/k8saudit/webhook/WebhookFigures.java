package org.eyas.source.k8saudit.webhook;

import org.eyas.receiver.ServerFigures;
import org.eyas.receiver.StoreFigures;

/** Figures of a webhook: received batches and waiting batches. */
public record WebhookFigures(ServerFigures server, StoreFigures store) {}
