package org.eyas.console.page.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.regex.Pattern;
import org.eyas.api.control.AuditEntry;
import org.eyas.console.page.TimeElement;
import org.eyas.console.page.Visitor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemPagesTest {
  private static final String HTTP_KEYS = "href=\"/configuration/keys?bundle=org.eyas.output.http\"";

  @TempDir private Path folder;
  private Visitor visitor;

  @BeforeEach
  void prepare() {
    visitor = new Visitor(folder);
  }

  @Test
  void aBundleSaysWhatAStopDoesAndLeadsToItsConfiguration() {
    String page = visitor.page("/bundles");
    assertTrue(page.contains("data-ask=\"Stop org.eyas.output.http? This output sends nothing until it starts again"), page);
    assertTrue(page.contains(HTTP_KEYS), page);
    assertTrue(page.contains("bundle=org.acme.output\""), "its metatype describes settings");
    assertFalse(page.contains("bundle=org.eyas.core\""), "it has no keys of its own");
    assertTrue(page.contains("href=\"/system/console/components\""), page);
    assertFalse(visitor.page(visitor.viewer, "/bundles").contains("/system/console"), "Felix's pages are for admins");
  }

  @Test
  void everyBundleHasASentenceAboutItsStop() {
    for (String bundle : new String[] {"org.eyas.driver.kmod", "org.eyas.web", "org.eyas.rules.file", "com.acme.other"}) {
      assertTrue(Pattern.matches("[A-Z].*\\.", BundleStopEffect.of(bundle)), bundle);
    }
    assertFalse(BundleStopEffect.of("org.eyas.output.grpc").equals(BundleStopEffect.of("org.eyas.output.http")));
  }

  @Test
  void anOutputLeadsToItsConfiguration() {
    assertTrue(visitor.page("/channels").contains(HTTP_KEYS));
  }

  @Test
  void aSearchOfTheAuditLogIsNotLimitedToItsNewestEntries() {
    Instant now = Instant.now();
    visitor.engine.add(new AuditEntry(now.minusSeconds(9_000), "console:ann", "stop bundle", "the one that matters", true));
    for (int i = 0; i < 600; i++) {
      visitor.engine.add(new AuditEntry(now, "console:ann", "log in", "number " + i, true));
    }
    assertTrue(visitor.page("/audit", "text", "THAT MATTERS").contains("the one that matters"));
    String page = visitor.page("/audit");
    assertTrue(page.contains("The newest 500.") && !page.contains("the one that matters"), page);
    assertTrue(visitor.page("/audit", "text", "nobody").contains("No entry matches"));
  }

  @Test
  void timesHaveTheirInstantForTheBrowser() {
    assertEquals("2026-11-28T01:02:03.045Z", TimeElement.at(Instant.parse("2026-11-28T01:02:03.045678Z")).iso());
    String page = visitor.page("/channels");
    assertTrue(Pattern.compile("<time datetime=\"\\d{4}-[-0-9T:.]+Z\">66.min ago</time>").matcher(page).find(), page);
  }

  @Test
  void theHeaderOfPagesOfOtherBundlesMarksThem() {
    String header = visitor.header();
    assertTrue(header.contains("<a href=\"/system/console\" aria-current=\"page\">Felix</a>"), header);
    assertTrue(header.contains("action=\"/logout\"") && header.contains(visitor.admin.token()), header);
  }
}
