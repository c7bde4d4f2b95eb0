package org.eyas.source.k8saudit.webhook;

import org.eyas.receiver.ServerFigures;
import org.eyas.receiver.StoreFigures;

/** What a webhook received, and what waits. */
public record WebhookFigures(ServerFigures server, StoreFigures store) {}
