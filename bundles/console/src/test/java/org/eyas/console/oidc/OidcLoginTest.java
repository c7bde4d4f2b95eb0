package org.eyas.console.oidc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eyas.console.access.ConsoleAccount;
import org.eyas.console.access.ConsoleRole;
import org.eyas.console.access.ProviderIdentity;
import org.eyas.console.oidc.OidcLogin.BegunLogin;
import org.eyas.console.oidc.OidcLogin.LoggedIn;
import org.eyas.console.oidc.OidcRefusal.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The flow of a login, and the parts that browsers, users and other sites may play in it. */
@Timeout(90)
class OidcLoginTest extends ProviderFixture {
  @Test
  void logsInWithTheRoleOfTheStrongestGroupAndReturnsToThePage() throws Exception {
    LoggedIn user = logIn();
    assertEquals("oidc:ann@example.com", user.account().user());
    assertEquals(ConsoleRole.ADMIN, user.account().role());
    assertEquals("248289761001", user.subject());
    assertEquals(NEXT, user.next());
    assertTrue(provider.forms.getFirst().get("code_verifier").length() >= 43, "RFC 7636, section 4.1");
    provider.claims.put("groups", List.of("guests"));
    assertEquals(ConsoleRole.VIEWER, logIn().account().role());
    provider.claims.put("groups", "eyas-admins");
    assertEquals(ConsoleRole.ADMIN, logIn().account().role(), "one text instead of a list");
    assertEquals(1, provider.requestsOf("/keys"), "the documents are read once");
  }

  @Test
  void rolesComeFromANestedClaim() throws Exception {
    login = login(settings("", "realm_access.roles"));
    provider.claims.put("realm_access", Map.of("roles", List.of("guests")));
    assertEquals(ConsoleRole.VIEWER, logIn().account().role());
    provider.claims.put("realm_access.roles", List.of("eyas-admins"));
    assertEquals(ConsoleRole.ADMIN, logIn().account().role(), "a claim whose name has a dot");
    provider.claims.clear();
    assertTrue(refusal(Kind.ROLE).endsWith("the claim realm_access.roles has 0 groups: []"));
  }

  @Test
  void aUserWithoutAGroupIsRefusedAndTheReasonNamesTheGroups() {
    provider.claims.put("groups", List.of("Eyas-Admins", "eyas-admins2", " ", 7, Map.of("a", "eyas-admins")));
    assertEquals(
        "user ann@example.com (sub 248289761001) has no group with a role; the claim groups has 2 groups: [Eyas-Admins, eyas-admins2]",
        refusal(Kind.ROLE));
  }

  @Test
  void theSecretIsSentAsTheProviderAnnounces() throws Exception {
    provider.secret = "s:e+c r%t&";
    String encoded = "s%3Ae%2Bc+r%25t%26";
    login = login(settings(provider.secret, "groups"));
    provider.discovery.put("token_endpoint_auth_methods_supported", List.of("client_secret_post"));
    assertEquals(ConsoleRole.ADMIN, logIn().account().role());
    login = login(settings(provider.secret, "groups"));
    provider.secret = encoded; // the stand-in compares the header without decoding it
    provider.discovery.put("token_endpoint_auth_methods_supported", List.of("client_secret_basic", "client_secret_post"));
    logIn();
    assertFalse(provider.forms.getLast().containsKey("client_secret"), "in the header only");
    provider.secret = "another";
    assertTrue(refusal(Kind.PROVIDER).endsWith("/token answered 401: invalid_client"));
  }

  @Test
  void theSecretIsReadFromItsFileAtEachLogin(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("secret");
    OidcSettings plain = settings("", "groups");
    login = login(
        new OidcSettings(
            plain.issuer(), plain.clientId(), "", file.toString(), plain.scopes(), plain.userClaim(), plain.groupsClaim(),
            plain.adminGroups(), plain.viewerGroups(), "", true));
    assertTrue(refusal(Kind.PROVIDER).endsWith("is missing or empty; write the secret to it"));
    Files.writeString(file, "one\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertTrue(refusal(Kind.PROVIDER).endsWith("can be read by others; run: chmod 600 " + file));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    for (String secret : List.of("one", "two")) {
      Files.writeString(file, secret + "\n");
      provider.secret = secret;
      assertEquals(ConsoleRole.ADMIN, logIn().account().role());
    }
  }

  @Test
  void aStateIsOfOneBrowserOfOneLoginAndOfTenMinutes() throws Exception {
    BegunLogin victim = begin();
    Map<String, String> back = provider.authorize(victim.address());
    for (String browser : List.of("", "another", begin().browser())) {
      OidcRefusal refusal = assertThrows(OidcRefusal.class, () -> complete(back, browser));
      assertEquals(Kind.BROWSER, refusal.kind());
    }
    assertEquals(0, provider.requestsOf("/token"), "the code of another browser is not redeemed");
    assertEquals(ConsoleRole.ADMIN, complete(back, victim.browser()).account().role());
    assertEquals(Kind.BROWSER, assertThrows(OidcRefusal.class, () -> complete(back, victim.browser())).kind());
    BegunLogin late = begin();
    pass(Duration.ofMinutes(11));
    Map<String, String> lateBack = provider.authorize(late.address());
    assertEquals(Kind.BROWSER, assertThrows(OidcRefusal.class, () -> complete(lateBack, late.browser())).kind());
  }

  @Test
  void aCodeOfAnotherLoginIsNotRedeemed() throws Exception {
    // The attacker gives the victim's browser a code of their own: PKCE and the nonce belong to another login.
    String code = provider.authorize(begin().address()).get("code");
    BegunLogin victim = begin();
    Map<String, String> back = provider.authorize(victim.address());
    back.put("code", code);
    OidcRefusal refusal = assertThrows(OidcRefusal.class, () -> complete(back, victim.browser()));
    assertEquals(Kind.DENIED, refusal.kind());
    assertTrue(refusal.getMessage().endsWith("/token answered 400: invalid_grant"));
    assertEquals(NEXT, refusal.next(), "the next attempt returns to the same page");
  }

  @Test
  void aResponseOfAnotherProviderIsNotRedeemed() throws Exception {
    BegunLogin begun = begin();
    Map<String, String> back = provider.authorize(begun.address());
    back.put("iss", "https://attacker.example");
    assertEquals(Kind.DENIED, assertThrows(OidcRefusal.class, () -> complete(back, begun.browser())).kind());
    provider.discovery.put("authorization_response_iss_parameter_supported", true);
    login = login(settings("", "groups"));
    assertTrue(refusal(Kind.DENIED).startsWith("the response is of the issuer ''"));
    BegunLogin again = begin();
    Map<String, String> named = provider.authorize(again.address());
    named.put("iss", provider.issuer());
    assertEquals(ConsoleRole.ADMIN, complete(named, again.browser()).account().role());
    assertEquals(1, provider.requestsOf("/token"));
  }

  @Test
  void theReasonOfTheProviderIsReported() throws Exception {
    BegunLogin begun = begin();
    Map<String, String> back = new HashMap<>(provider.authorize(begun.address()));
    back.remove("code");
    back.putAll(Map.of("error", "access_denied", "error_description", "The user refused"));
    OidcRefusal refusal = assertThrows(OidcRefusal.class, () -> complete(back, begun.browser()));
    assertEquals("the provider refused: access_denied The user refused", refusal.getMessage());
    assertFalse(refusal.kind().sentence().contains("access_denied"));
  }

  @Test
  void aUserNameIsOneWord() throws Exception {
    provider.claims.put("preferred_username", "ann\nroot from 10.0.0.1");
    assertTrue(refusal(Kind.TOKEN).contains("choose another eyas.console.oidc.user_claim"));
    provider.claims.put("preferred_username", "");
    assertEquals("oidc:248289761001", logIn().account().user());
    provider.claims.put("preferred_username", null);
    assertEquals("oidc:248289761001", logIn().account().user());
  }

  @Test
  void aSessionEndsWhenTheProviderOrTheRoleOfItsGroupsChanges() throws Exception {
    ConsoleAccount ann = logIn().account();
    ProviderIdentity identity = ann.provider().orElseThrow();
    assertTrue(login.isCurrent(ann, identity));
    OidcSettings was = settings("", "groups");
    assertFalse(login(OidcSettings.NONE).isCurrent(ann, identity));
    assertFalse(login(with(was, "https://other.example", was.clientId(), was.adminGroups())).isCurrent(ann, identity));
    assertFalse(login(with(was, was.issuer(), "other", was.adminGroups())).isCurrent(ann, identity));
    assertFalse(login(with(was, was.issuer(), was.clientId(), Set.of("others"))).isCurrent(ann, identity), "staff is viewer");
    assertTrue(login(with(was, was.issuer(), was.clientId(), Set.of("others", "eyas-admins"))).isCurrent(ann, identity));
  }

  private static OidcSettings with(OidcSettings was, String issuer, String client, Set<String> admins) {
    return new OidcSettings(
        issuer, client, "", "", was.scopes(), was.userClaim(), was.groupsClaim(), admins, was.viewerGroups(), "", true);
  }

  @Test
  void theProvidersOwnSessionEndsAtItsAddress() throws Exception {
    assertEquals(Optional.empty(), login.logOutAddress(), "and nothing is read");
    provider.discovery.put("end_session_endpoint", provider.issuer() + "/end?a=b");
    logIn();
    assertEquals(Optional.of(provider.issuer() + "/end?a=b&client_id=eyas"), login.logOutAddress());
  }
}
