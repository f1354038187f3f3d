/**
 * What the service says of members that are wrong, in German: it speaks English. A line is one of its sentences, and the
 * text for it, with `$1` for what the first group takes. ReasonsTest wants a line for each sentence about settings.
 */
export default [
  [/^is missing$/, 'fehlt'],
  [/^must be a (?:string|text)$/, 'muss ein Text sein'],
  [/^must be a text of at most (\d+) characters$/, 'muss ein Text von höchstens $1 Zeichen sein'],
  [
    /^must be one line, without control characters and without those that turn the direction of text$/,
    'muss eine Zeile sein, ohne Steuerzeichen und ohne Zeichen, die die Schreibrichtung ändern',
  ],
  [
    /^must not have the character U\+0000 or half a surrogate pair$/,
    'darf weder das Zeichen U+0000 noch ein halbes Surrogatpaar enthalten',
  ],
  [
    /^has created a data stream with other members already; look at it, or use another key$/,
    'hat schon einen Data Stream mit anderen Angaben angelegt; sehen Sie ihn an, oder laden Sie das Formular neu',
  ],
  [/^must be 1 to (\d+) visible ASCII characters, such as a UUID$/, 'muss aus 1 bis $1 sichtbaren ASCII-Zeichen bestehen, etwa eine UUID'],
  [/^has the port (\d+), which belongs to another protocol than HTTP$/, 'hat den Port $1, der zu einem anderen Protokoll als HTTP gehört'],
  [/^the url has a query already; give it in one place$/, 'die URL hat schon eine Query; geben Sie sie nur einmal an'],
  [
    /^must be what follows a \? in a URL, such as (\S+), at most (\d+) characters$/,
    'muss das sein, was in einer URL auf ein ? folgt, etwa $1, höchstens $2 Zeichen',
  ],
  [/^the first key must have no end$/, 'der erste Schlüssel darf kein Ende haben'],
  [/^must be at most (\d+) keys$/, 'dürfen höchstens $1 Schlüssel sein'],
  [/^what follows an @ must be a time such as (\S+)$/, 'auf ein @ muss eine Zeit folgen wie $1'],
  [
    /^must be whsk_ and the base64 of an Ed25519 key of (\d+) or (\d+) bytes$/,
    'muss whsk_ und das Base64 eines Ed25519-Schlüssels von $1 oder $2 Bytes sein',
  ],
  [
    /^must be 0: there are (\d+) older secrets that still sign$/,
    'muss 0 sein: es gibt $1 ältere Schlüssel, die noch signieren',
  ],
  [/^cannot be read any more: set it anew$/, 'kann nicht mehr gelesen werden: setzen Sie es neu'],
  [/^must be an object$/, 'muss ein Objekt sein'],
  [/^must be an integer$/, 'muss eine ganze Zahl sein'],
  [/^must be an integer from (\d+) to (\d+)$/, 'muss eine ganze Zahl von $1 bis $2 sein'],
  [/^is (.+), must be an integer from (\d+) to (\d+)$/, 'ist $1, muss eine ganze Zahl von $2 bis $3 sein'],
  [/^must be one of (.+)$/, 'muss eines von diesen sein: $1'],
  [/^there is no such (?:setting for \w+|member)$/, 'gibt es hier nicht'],
  [/^cannot be changed$/, 'kann nicht geändert werden'],
  [/^must be (\d+) to (\d+) digits$/, 'muss aus $1 bis $2 Ziffern bestehen'],
  [/^must be ids of event types with commas between them$/, 'müssen Ids von Ereignisarten sein, mit Kommas dazwischen'],
  [/^must be a document's id$/, 'muss die Id eines Dokuments sein'],
  [/^is missing: an operator says whose documents are meant$/, 'fehlt: Betreiber sagen, wessen Dokumente gemeint sind'],
  [
    /^PULL is not available here: the operator has not set --questions and --answers$/,
    'PULL gibt es hier nicht: Der Betreiber hat --questions und --answers nicht gesetzt',
  ],
  [/^must be your own, or left out$/, 'muss Ihre eigene sein oder fehlen'],
  [/^must be an organisation's id$/, 'muss die Id einer Organisation sein'],
  [/^must not be in the future$/, 'darf nicht in der Zukunft liegen'],
  [
    /^must be an array of at most (\d+) addresses such as (\S+)$/,
    'dürfen höchstens $1 Adressen sein wie $2',
  ],
  [/^cannot be set: the operator has set no mail server \(mail\.host\)$/, 'geht nicht: der Betreiber hat keinen Mailserver eingerichtet'],
  [/^must be an array, of (.+)$/, 'muss eine Liste sein, aus $1'],
  [/^must be an array of event types' ids$/, 'muss eine Liste von Ids der Ereignisarten sein'],

  [
    /^must be host:port, such as (\S+), or several with commas between them, at most (\d+)$/,
    'muss host:port sein wie $1, oder mehrere mit Kommas dazwischen, höchstens $2',
  ],
  [/^must be a topic's name: 1 to (\d+) letters, digits, \. _ -$/, 'muss der Name eines Topics sein: 1 bis $1 Buchstaben, Ziffern, . _ -'],
  [/^must be on, since there are settings for TLS$/, 'muss „on“ sein, da es Einstellungen für TLS gibt'],
  [/^must be a project's id such as (\S+)$/, 'muss die Id eines Projekts sein wie $1'],
  [
    /^must be a topic's id: (\d+) to (\d+) letters, digits, \. _ ~ \+ % -, first a letter, and not goog$/,
    'muss die Id eines Topics sein: $1 bis $2 Buchstaben, Ziffern, . _ ~ + % -, zuerst ein Buchstabe, und nicht goog',
  ],
  [/^must be a region such as ([a-z]+-[a-z]+\d+)$/, 'muss eine Region sein wie $1'],
  [
    /^must be the key file of a service account, in JSON, with "type": "service_account"$/,
    'muss die Schlüsseldatei eines Service Accounts sein, in JSON, mit "type": "service_account"',
  ],
  [/^has no (\w+)$/, 'hat kein „$1“'],
  [/^its token_uri must be (\S+)$/, 'sein token_uri muss $1 sein'],
  [/^must be a queue's URL such as (\S+)$/, 'muss die URL einer Queue sein wie $1'],
  [/^must be a topic's ARN such as (\S+)$/, 'muss die ARN eines Topics sein wie $1'],
  [
    /^must be the name or the ARN of an event bus: letters, digits, \. _ \/ - , and not aws\. first$/,
    'muss der Name oder die ARN eines Event-Busses sein: Buchstaben, Ziffern, . _ / - , und nicht aws. am Anfang',
  ],
  [
    /^must be 1 to (\d+) letters, digits, \. _ \/ - , and not aws\. first$/,
    'muss aus 1 bis $1 Buchstaben, Ziffern, . _ / - bestehen, und nicht aws. am Anfang',
  ],
  [/^must be a connection string such as (\S+)$/, 'muss ein Connection String sein wie $1'],
  [/^is missing, and the connection string has no EntityPath$/, 'fehlt, und der Connection String hat keinen EntityPath'],
  [/^must be the name of an event hub: 1 to (\d+) letters, digits, \. _ -$/, 'muss der Name eines Event Hubs sein: 1 bis $1 Buchstaben, Ziffern, . _ -'],
  [/^must be OAUTHBEARER, since there is a token_url$/, 'muss OAUTHBEARER sein, da es eine token_url gibt'],
  [/^is OAUTHBEARER, and there is a (\w+)$/, 'ist OAUTHBEARER, und „$1“ ist da'],
  [
    /^must be at most (\d+) names of letters, and texts of printable ASCII characters without spaces$/,
    'dürfen höchstens $1 Namen aus Buchstaben sein, mit Texten aus druckbaren ASCII-Zeichen ohne Leerzeichen',
  ],
  [/^must be at most (\d+) characters$/, 'darf höchstens $1 Zeichen haben'],
  [/^has a block that is no base64$/, 'hat einen Block, der kein Base64 ist'],
  [/^has a block that begins and does not end$/, 'hat einen Block, der beginnt und nicht endet'],
  [/^must be PEM, from (-+BEGIN [A-Z ]+-+) to (-+END [A-Z ]+-+)$/, 'muss PEM sein, von $1 bis $2'],
  [/^has a block that is no certificate, but a private key$/, 'hat einen Block, der kein Zertifikat ist, sondern ein privater Schlüssel'],
  [/^has a block that is no certificate, but something else$/, 'hat einen Block, der kein Zertifikat ist'],
  [
    /^has a block that is no X\.509 certificate, or a damaged one$/,
    'hat einen Block, der kein X.509-Zertifikat ist oder ein beschädigtes',
  ],
  [/^must be one private key, and nothing else$/, 'muss genau ein privater Schlüssel sein'],
  [
    /^has a passphrase; give the key without one, it is kept encrypted here$/,
    'hat eine Passphrase; geben Sie den Schlüssel ohne an, er wird hier verschlüsselt aufbewahrt',
  ],
  [
    /^is no RSA, EC or Ed25519 private key, or a damaged one$/,
    'ist kein privater Schlüssel für RSA, EC oder Ed25519 oder ein beschädigter',
  ],
  [/^is missing, and there is a (\w+)$/, 'fehlt, und „$1“ ist da'],
  [/^is private_key_jwt, and there is a (\w+)$/, 'ist private_key_jwt, und „$1“ ist da'],
  [/^is not private_key_jwt, and there is a (\w+)$/, 'ist nicht private_key_jwt, und „$1“ ist da'],
  [/^must have (\d+) bits or more$/, 'muss mindestens $1 Bit haben'],
  [
    /^must begin with the certificate that the key belongs to$/,
    'muss mit dem Zertifikat beginnen, zu dem der Schlüssel gehört',
  ],
  [/^belongs to another certificate than (\w+)$/, 'gehört zu einem anderen Zertifikat als „$1“'],
  [/^has expired at (\S+)$/, 'ist am $1 abgelaufen'],
  [/^is not valid before (\S+)$/, 'gilt erst ab $1'],
  [/^must begin with https, since there are settings for TLS$/, 'muss mit https beginnen, da es Einstellungen für TLS gibt'],
  [
    /^must be a URL such as (\S+), at most (\d+) characters, http or https$/,
    'muss eine URL wie $1 sein, höchstens $2 Zeichen, mit http oder https',
  ],
  [
    /^must not hold a user or a password; use authorization$/,
    'darf weder Benutzer noch Passwort enthalten; dafür ist „authorization“ da',
  ],
  [/^must not have a fragment \(what follows a #\)$/, 'darf kein Fragment haben (was einem # folgt)'],
  [/^leads to an address that is not allowed: (.+)$/, 'führt zu einer Adresse, die nicht erlaubt ist: $1'],
  [/^there are (\d+), at most (\d+) are possible$/, 'es sind $1, höchstens $2 sind möglich'],
  [/^(.+) is given twice$/, '$1 ist zweimal angegeben'],
  [
    /^a name has characters that no header's name can have, or is longer than (\d+)$/,
    'ein Name hat Zeichen, die im Namen eines Headers nicht vorkommen können, oder ist länger als $1',
  ],
  [
    /^(.+) cannot be set, the Data Streamer does that itself$/,
    '$1 kann nicht gesetzt werden, das macht der Data Streamer selbst',
  ],
  [/^(.+): is not possible as a name$/, '$1 ist als Name nicht möglich'],
  [/^(.+): must be a text$/, '$1 muss ein Text sein'],
  [
    /^must be a string of 1 to (\d+) printable ASCII characters$/,
    'muss ein Text von 1 bis $1 druckbaren ASCII-Zeichen sein',
  ],
  [
    /^(.+): must be a string of 1 to (\d+) printable ASCII characters$/,
    '$1 muss ein Text von 1 bis $2 druckbaren ASCII-Zeichen sein',
  ],
  [
    /^must be the base64 of (\d+) to (\d+) random bytes, with or without the prefix (\S+)$/,
    'muss das Base64 von $1 bis $2 zufälligen Bytes sein, mit oder ohne $3 davor',
  ],
  [
    /^has to be given again, or taken away with null, since (.+) changes: .+$/,
    'muss noch einmal angegeben oder entfernt werden, da sich $1 ändert: Ein Geheimnis geht an keinen anderen Ort als den, für den es angegeben wurde',
  ],

  [
    /^cannot be together with access_key_id and secret_access_key$/,
    'geht nicht zusammen mit access_key_id und secret_access_key',
  ],
  [/^must be a role such as (\S+)$/, 'muss eine Rolle wie $1 sein'],
  [
    /^roles cannot be assumed here: .+; use an access key$/,
    'Rollen sind hier nicht möglich; nehmen Sie einen Access Key',
  ],
  [/^must be a region of AWS such as (\S+)$/, 'muss eine Region von AWS wie $1 sein'],
  [/^must be a storage account's name: (\d+) to (\d+) of (.+)$/, 'muss der Name eines Storage Accounts sein: $1 bis $2 von $3'],
  [
    /^must be a container's name: (\d+) to (\d+) of a-z 0-9, and - between them$/,
    'muss der Name eines Containers sein: $1 bis $2 von a-z 0-9, mit - dazwischen',
  ],
  [/^cannot be together with (\w+)$/, 'geht nicht zusammen mit „$1“'],
  [/^must be an access key of the storage account, in base64$/, 'muss ein Zugriffsschlüssel des Storage Accounts sein, in Base64'],
  [
    /^must be a SAS token such as (\S+), which is what follows the \? in a SAS URL, at most (\d+) characters$/,
    'muss ein SAS-Token sein wie $1: was in einer SAS-URL auf das ? folgt, höchstens $2 Zeichen',
  ],
  [/^must be the service's address, without a \? and what follows it$/, 'muss die Adresse des Dienstes sein, ohne ? und was darauf folgt'],
  [/^must be a bucket's name at Google: (\d+) to (\d+) of (.+)$/, 'muss der Name eines Buckets bei Google sein: $1 bis $2 von $3'],
  [/^must be a host's name or address, without a port$/, 'muss Name oder Adresse eines Hosts sein, ohne Port'],
  [
    /^must be the server's host key, (\S+) or (\S+ \S+), or several, a line each, at most (\d+)$/,
    'muss der Host Key des Servers sein, $1 oder $2, oder mehrere, einer je Zeile, höchstens $3',
  ],
  [
    /^must be a directory such as (\S+), of A-Z a-z 0-9 blank (.+), at most (\d+) characters$/,
    'muss ein Verzeichnis wie $1 sein, aus A-Z a-z 0-9 Leerzeichen $2, höchstens $3 Zeichen',
  ],
  [/^must be the store's region: (\d+) to (\d+) of (.+)$/, 'muss die Region des Speichers sein: $1 bis $2 von $3'],
  [
    /^must be the address of the store alone, such as (\S+): the bucket stands in a setting of its own$/,
    'muss die Adresse des Speichers allein sein, etwa $1: Der Bucket hat ein eigenes Feld',
  ],
  [
    /^must have a placeholder: (.+) or (\w+), such as (\S+); folders that are always the same stand in prefix$/,
    'muss einen Platzhalter haben: $1 oder $2, etwa $3; Ordner, die immer gleich sind, stehen in „prefix“',
  ],
  [/^must be jsonl, since format is cloudevents: .+$/, 'muss „jsonl“ sein, da das Format der Dokumente „cloudevents“ ist: Events haben keine Spalten'],
  [/^must be a bucket's name: (.+), without dots$/, 'muss der Name eines Buckets sein: $1, ohne Punkte'],
  [
    /^must be names with slashes between them such as (\S+), of (.+), at most (\d+) characters$/,
    'muss aus Namen mit Schrägstrichen dazwischen bestehen wie $1, aus $2, höchstens $3 Zeichen',
  ],
  [/^must be (\d+) to (\d+) of (.+)$/, 'muss aus $1 bis $2 Zeichen von diesen bestehen: $3'],
  [/^must be (\d+) to (\d+) letters and digits$/, 'muss aus $1 bis $2 Buchstaben und Ziffern bestehen'],
  [
    /^must be (\d+) to (\d+) letters, digits, spaces, _ or -$/,
    'muss aus $1 bis $2 Buchstaben, Ziffern, Leerzeichen, _ oder - bestehen',
  ],
  [
    /^must be (\d+) to (\d+) printable ASCII characters without spaces$/,
    'muss aus $1 bis $2 druckbaren ASCII-Zeichen ohne Leerzeichen bestehen',
  ],
  [
    /^is EVENTS, must be USAGE or USAGE_AND_EVENTS: events carry no metric for DataDog$/,
    'muss Verbrauchsdaten enthalten: Ereignisse haben keine Messwerte für DataDog',
  ],
];
