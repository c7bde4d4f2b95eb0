package org.eyas.source.k8saudit.webhook;

import org.eyas.api.control.OwnHealth;
import org.jspecify.annotations.Nullable;

/**
 * Reports the reason for which the webhook refuses batches to health. The loop's thread updates it after each batch.
 */
final class WebhookHealth {
  private @Nullable OwnHealth service;
  private String problem = "";

  /** @param reason empty if batches are accepted */
  synchronized void update(String reason) {
    if (!reason.equals(problem)) {
      problem = reason;
      report();
    }
  }

  synchronized void bind(OwnHealth there) {
    service = there;
    report();
  }

  synchronized void unbind(OwnHealth leaver) {
    if (service == leaver) {
      service = null;
    }
  }

  private void report() {
    if (service == null) {
      return;
    }
    if (problem.isEmpty()) {
      service.clear();
    } else {
      service.reportProblem("k8s_audit: " + problem + "; API servers are asked to send again later");
    }
  }
}
