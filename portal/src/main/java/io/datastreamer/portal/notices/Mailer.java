package io.datastreamer.portal.notices;

import io.datastreamer.portal.config.PortalSettings;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import static java.nio.charset.StandardCharsets.UTF_8;

/** Sends mails through the operator's server (SMTP), one for each address. Thread-safe. */
public final class Mailer {
    private static final Logger LOG = LoggerFactory.getLogger(Mailer.class);
    private static final Duration SILENCE = Duration.ofSeconds(10);
    private static final String TIMEOUT_MS = "10000";
    /**
     * The first code that refuses an address or a mail; others concern the connection or the login, and may be
     * temporary.
     */
    private static final int FIRST_FINAL = 550;

    /** The only error that customers see about the operator's own server. */
    private static final Sent NO_SERVER = Sent.notNow("the mail server cannot be used now");

    private final PortalSettings.Mail settings;
    private final Session session;
    /** When, by {@link System#nanoTime}, the server may be tried again; 0 if at once. */
    private volatile long silentUntil;

    /** @throws IllegalArgumentException when the certificates cannot be read; the message names the option */
    public Mailer(PortalSettings.Mail settings) {
        this.settings = settings;
        Properties properties = new Properties();
        properties.put("mail.smtp.host", settings.host());
        properties.put("mail.smtp.port", String.valueOf(settings.port()));
        properties.put("mail.smtp.from", settings.from());
        properties.put("mail.smtp.connectiontimeout", TIMEOUT_MS);
        properties.put("mail.smtp.timeout", TIMEOUT_MS);
        properties.put("mail.smtp.writetimeout", TIMEOUT_MS);
        properties.put("mail.smtp.auth", String.valueOf(settings.user() != null));
        boolean startTls = settings.security() == PortalSettings.Mail.Security.STARTTLS;
        properties.put("mail.smtp.starttls.enable", String.valueOf(startTls));
        properties.put("mail.smtp.starttls.required", String.valueOf(startTls));
        properties.put("mail.smtp.ssl.enable", String.valueOf(settings.security() == PortalSettings.Mail.Security.TLS));
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        if (settings.caCertificates() != null) {
            properties.put("mail.smtp.ssl.socketFactory", trusting(settings.caCertificates()));
        }
        this.session = Session.getInstance(properties);
    }

    /**
     * A mail without its recipient.
     *
     * @param id the same at every attempt; letters, digits and dashes
     * @param at when it was written
     * @param subject one line
     * @param text lines that end with {@code \n}
     * @param language the language of both texts
     */
    record Letter(String id, Instant at, String subject, String text, String language) {}

    /** Sends a letter to each address separately; a failure of one does not affect the others. */
    Map<String, Sent> send(Letter letter, List<String> to) {
        Map<String, Sent> came = new HashMap<>();
        long until = silentUntil;
        if (until != 0 && System.nanoTime() - until < 0) {
            // do not wait for it: that would keep a thread from others' webhooks
            to.forEach(address -> came.put(address, NO_SERVER));
            return came;
        }
        try (Transport transport = session.getTransport("smtp")) {
            transport.connect(settings.host(), settings.port(), settings.user(), settings.password());
            silentUntil = 0;
            for (String address : to) {
                came.put(address, send(transport, letter, address));
            }
        } catch (AuthenticationFailedException e) {
            // the server's message may repeat what it was sent
            LOG.warn("mail.user, mail.password: {} refuses the login", settings);
            to.forEach(address -> came.putIfAbsent(address, NO_SERVER));
        } catch (MessagingException e) {
            silentUntil = System.nanoTime() + SILENCE.toNanos() | 1;
            LOG.warn("mail.host: {} cannot be used: {}", settings, e.getMessage());
            to.forEach(address -> came.putIfAbsent(address, NO_SERVER));
        }
        return came;
    }

    private Sent send(Transport transport, Letter letter, String address) {
        try {
            InternetAddress recipient = new InternetAddress(address, true);
            MimeMessage mail = new Mail(session, letter.id() + "@" + domain());
            mail.setFrom(new InternetAddress(settings.from(), true));
            mail.setRecipient(Message.RecipientType.TO, recipient);
            mail.setSubject(letter.subject(), UTF_8.name());
            mail.setSentDate(Date.from(letter.at()));
            mail.setText(letter.text(), UTF_8.name());
            mail.setHeader("Content-Language", letter.language());
            // no automatic replies (RFC 3834)
            mail.setHeader("Auto-Submitted", "auto-generated");
            mail.saveChanges();
            transport.sendMessage(mail, new InternetAddress[] {recipient});
            return Sent.TAKEN;
        } catch (MessagingException e) {
            return refused(e);
        }
    }

    private static Sent refused(MessagingException failure) {
        MessagingException reason = failure;
        int code = 0;
        // the server's error about the address says more than that an address is wrong
        for (Exception cause = failure; cause instanceof MessagingException each; cause = each.getNextException()) {
            if (cause instanceof SMTPAddressFailedException address) {
                reason = address;
                code = address.getReturnCode();
            } else if (cause instanceof SMTPSendFailedException mail && code == 0) {
                reason = mail;
                code = mail.getReturnCode();
            }
        }
        String error = "the mail server: " + reason.getMessage();
        return code >= FIRST_FINAL ? Sent.never(error) : Sent.notNow(error);
    }

    private String domain() {
        return settings.from().substring(settings.from().lastIndexOf('@') + 1);
    }

    private static SSLSocketFactory trusting(String pem) {
        try {
            KeyStore authorities = KeyStore.getInstance(KeyStore.getDefaultType());
            authorities.load(null);
            int count = 0;
            for (Certificate each : CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)))) {
                authorities.setCertificateEntry("authority-" + ++count, each);
            }
            if (count == 0) {
                throw new IllegalArgumentException("mail.ca-certificates: has no certificate");
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(authorities);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException("mail.ca-certificates: must be certificates as PEM", e);
        }
    }

    /** A mail with our own id, by which readers recognise duplicates. */
    private static final class Mail extends MimeMessage {
        private final String id;

        private Mail(Session session, String id) {
            super(session);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", "<" + id + ">");
        }
    }
}
