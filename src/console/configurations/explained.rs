//! What a text beside a configuration's title may say without being a sign of whose it is: the kind of account, a
//! product, an id, when something happened.

use crate::console::products::is_product_name;
use crate::console::vocabulary;
use crate::page::Line;

/// Whether a line is a mark of JWT. Every language keeps the token (facts, section 3, "Invariant").
pub(super) fn is_mark(line: &Line) -> bool {
    vocabulary::has_token(&line.text, "JWT")
}

/// Whether a text says nothing about whose a configuration is. The words for Adobe's own are never explained away.
pub(super) fn is_explained(text: &str) -> bool {
    !vocabulary::is_part_of(vocabulary::AUTO_PROVISIONED, text)
        && !vocabulary::is_part_of(vocabulary::AUTO_PROVISIONED_IN_DOCUMENTATION, text)
        && (vocabulary::matches(vocabulary::TECHNICAL_ACCOUNT, text)
            || is_product_name(text)
            || is_id(text)
            || says_oauth(text)
            || says_when(text))
}

/// The length of the longest name of a type, *OAuth Server-to-Server*. A longer text says something else as well.
const LONGEST_TYPE: usize = 22;

/// Whether a text says that something authenticates with OAuth, and no more than that.
pub(super) fn says_oauth(text: &str) -> bool {
    vocabulary::has_token(text, "OAuth") && text.chars().count() <= LONGEST_TYPE
}

/// Whether it is one long word that no language has: a PID, a client id, an address, a path, an account. Some languages
/// write whole sentences without a space.
fn is_id(text: &str) -> bool {
    let is_one_word = text.is_ascii() && !text.contains(' ');
    let has_digit = text.bytes().any(|byte| byte.is_ascii_digit());
    let is_address = text.contains('@') || text.starts_with('/') || text.contains("://");
    is_one_word && (is_address || (text.len() >= 12 && has_digit))
}

/// Whether a text says when something happened and nothing else: numbers, and the words of dates.
fn says_when(text: &str) -> bool {
    let mut words =
        text.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty()).peekable();
    let has_time = text.chars().any(|character| character.is_numeric())
        || MOMENTS.iter().any(|moment| text.to_lowercase().contains(moment));
    words.peek().is_some() && has_time && words.all(is_of_a_date)
}

fn is_of_a_date(word: &str) -> bool {
    let letters: String = word.chars().filter(|character| !character.is_numeric()).collect();
    let letters = letters.to_lowercase();
    letters.is_empty()
        || DATES.iter().any(|known| known.split(' ').any(|known| known == letters))
        || letters.chars().all(|character| DATES_OF_SCRIPTS.contains(character))
}

/// Moments without a number.
const MOMENTS: &[&str] = &[
    "today",
    "yesterday",
    "just now",
    "heute",
    "gestern",
    "aujourd",
    "hier",
    "oggi",
    "ieri",
    "hoy",
    "ayer",
    "hoje",
    "ontem",
    "今日",
    "昨日",
    "今天",
    "昨天",
    "오늘",
    "어제",
];

/// The words of dates in AEM's languages that are written with letters and spaces: months and days with the usual
/// abbreviations, units, and what is said to have happened. General knowledge of these languages, not of AEM; a word that
/// is missing makes a configuration unsure, no more.
const DATES: &[&str] = &[
    // English
    "january february march april may june july august september october november december",
    "jan feb mar apr jun jul aug sep sept oct nov dec",
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun",
    "second seconds sec minute minutes min mins hour hours day days week weeks month months year years",
    "ago a an on at last modified changed edited updated created saved published replicated date time since of the",
    "today yesterday just now st nd rd th am pm t z utc gmt cet cest h m s d w y",
    // German
    "januar februar märz mai juni juli oktober dezember jän mär okt dez",
    "montag dienstag mittwoch donnerstag freitag samstag sonntag mo di mi do fr sa so",
    "sekunde sekunden minuten stunde stunden tag tage tagen woche wochen monat monate monaten jahr jahre jahren",
    "vor zuletzt geändert bearbeitet aktualisiert erstellt gespeichert am um uhr letzte letzter änderung datum heute gestern",
    // French
    "janvier février mars avril juin juillet août septembre octobre novembre décembre janv févr avr juil déc",
    "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "seconde secondes heure heures jour jours semaine semaines mois an ans année années",
    "il y modifié modifiée modification dernière créé créée mis mise à jour le du aujourd hui hier",
    // Italian
    "gennaio febbraio marzo aprile maggio giugno luglio settembre ottobre dicembre gen mag giu lug set ott dic",
    "secondi minuti ora ore giorno giorni settimana settimane mese mesi anno anni fa",
    "ultima modifica modificato modificata creato creata aggiornato il alle oggi ieri",
    // Spanish
    "enero febrero abril mayo junio julio septiembre octubre noviembre diciembre ene abr ago",
    "segundos minutos hora horas día días semanas meses año años hace de",
    "última modificación modificado modificada creado creada actualizado el las hoy ayer",
    // Portuguese
    "janeiro fevereiro março maio junho julho setembro outubro novembro dezembro fev abr mai ago out dez",
    "segundo minuto dia dias mês há atrás em às última modificação modificado criado atualizado hoje ontem",
];

/// The same in scripts without spaces, character by character: year, month, day, hour, minute, second, before, and what
/// Japanese, Korean and Chinese say of changes.
const DATES_OF_SCRIPTS: &str = "年月日時时分秒前午後上下週周星期昨今天の最終更新変修改変更作成创建建立于於后改已间間\
     년월일시분초전후오전오후수정변경생성마지막어제오늘됨";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_only_says_when_something_happened_is_explained() {
        for text in [
            "3 May",
            "Modified 3 May 2024",
            "Last modified: May 3, 2024, 10:15 AM",
            "2 hours ago",
            "yesterday",
            "2024-05-03T10:15:00.000Z",
            "03.05.2024 10:15",
            "Geändert am 3. Mai 2024",
            "vor 2 Stunden",
            "Modifié le 3 mai 2024",
            "il y a 3 jours",
            "Modificado hace 2 días",
            "Última modificação: 3 de maio de 2024",
            "Modificato 3 giorni fa",
            "最終更新日: 2024年5月3日",
            "2024年5月3日 10:15",
            "修改时间：2024年5月3日",
            "3일 전 수정됨",
        ] {
            assert!(says_when(text), "{text}");
        }
        for text in [
            "Auto provisioned",
            "Modified",
            "Modified by admin on 3 May 2024",
            "Provizita de la liveranto 2024",
            "Automatisch bereitgestellt am 3. Mai 2024",
            "自動プロビジョニング 2024年",
            "",
            "·",
        ] {
            assert!(!says_when(text), "{text}");
        }
    }

    #[test]
    fn kinds_products_and_ids_are_explained_and_adobes_word_never_is() {
        for text in [
            "Adobe IMS Technical Account",
            "TECHNISCHES ADOBE IMS-KONTO",
            "Adobe Target",
            "Automated Forms Conversion Service",
            "com.adobe.granite.auth.oauth.accesstoken.provider.1a2b3c",
            "1a2b3c4d5e6f708192a3b4c5d6e7f809",
            "0A1B2C3D4E5F60718293A4B5@AdobeOrg",
            "/apps/system/config",
            "OAuth Server-to-Server",
        ] {
            assert!(is_explained(text), "{text}");
        }
        for text in [
            "Auto provisioned",
            "Auto-provisioned 2024",
            "System",
            "Manual",
            "Our Target",
            "admin",
            "Adobe/System",
            "自动配置/Adobe管理",
            "Managed for you, moves to OAuth soon",
        ] {
            assert!(!is_explained(text), "{text}");
        }
    }
}
