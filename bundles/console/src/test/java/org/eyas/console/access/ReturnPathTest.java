package org.eyas.console.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The link to the login page is of whoever made it. */
class ReturnPathTest {
  @Test
  void pathsOfTheConsoleAreKept() {
    for (String path : List.of("/", "/alerts", "/alerts?q=proc.name%3Acat&during=1..2", "/system/console/bundles",
        "/rules/edit?document=%2Fetc%2Feyas%2Fa.yaml",
        "/alerts?q={a|b}[c]^`", "/alerts?q=//evil.example")) {
      assertEquals(path, ReturnPath.of(path));
    }
  }

  @Test
  void addressesOfOtherSitesBecomeTheFirstPage() {
    for (String path : List.of(
        "", "//evil.example", "///evil.example", "/\\evil.example", "\\\\evil.example", "/\t/evil.example", "/\n/evil.example",
        "\t//evil.example",
        " //evil.example", "https://evil.example", "https:evil.example", "javascript:alert(1)", "evil.example", "/a\\b",
        "/?\\evil", "/ä", "/a b", "/a#//evil", "/\u0000/evil.example", "/a?q=\"><script>", "/a\r\nSet-Cookie: eyas=1")) {
      assertEquals("/", ReturnPath.of(path), path);
    }
    assertEquals("/", ReturnPath.of("/" + "a".repeat(3_000)));
  }

  @Test
  void everyPathThatIsKeptHasTheConsoleAsItsHost() {
    URI console = URI.create("http://127.0.0.1:8766/login");
    for (String path : List.of("/@evil.example", "/:80", "/%2F%2Fevil.example", "/%5C%5Cevil.example", "/.//evil.example",
        "/..//evil.example")) {
      assertEquals("127.0.0.1", console.resolve(ReturnPath.of(path)).getHost(), path);
    }
  }

  @Test
  void theLoginDoesNotReturnToItselfOrToTheLogout() {
    for (String path : List.of("/login", "/login?next=%2F", "/login/oidc", "/login/oidc/callback?state=a", "/logout")) {
      assertEquals("/", ReturnPath.of(path), path);
    }
  }

  @Test
  void theLoginPageGetsThePageAndItsQuery() {
    assertEquals("/login", ReturnPath.logInPath("/", ""));
    assertEquals("/login?next=%2Falerts%3Fq%3Da%2526b", ReturnPath.logInPath("/alerts", "q=a%26b"));
    assertNotEquals("/login", ReturnPath.logInPath("/alerts", ""));
  }
}
