/// Frequent short words by language, for telling languages of the Latin script apart.
///
/// Each list holds words that are frequent in its language; a word may stand in several. Folded to lower case.
enum StopWords {
    static let byLanguage: [String: Set<String>] = [
        "en": [
            "the", "of", "and", "to", "a", "in", "is", "that", "it", "for", "was", "on", "are", "as", "with", "this",
            "be", "at", "by", "from", "have", "has", "or", "not", "but", "you", "we", "can", "which", "their", "an",
            "will", "your", "all", "our", "they", "these", "into", "no", "its", "he", "she", "his", "her", "out",
            "when", "what", "who", "how", "there", "been", "were", "would", "about", "more", "means", "went",
        ],
        "fr": [
            "le", "la", "les", "de", "des", "du", "un", "une", "et", "est", "en", "que", "qui", "dans", "pour", "pas",
            "sur", "au", "aux", "ce", "cette", "ces", "par", "avec", "plus", "se", "son", "sa", "ses", "il", "elle",
            "ne", "nous", "vous", "ils", "sont", "ou", "mais", "comme", "être", "été", "tout", "leur", "votre", "aussi",
            "bien", "qu", "bonne", "bonjour", "on",
        ],
        "de": [
            "der", "die", "das", "und", "ist", "in", "den", "von", "zu", "mit", "sich", "des", "auf", "für", "nicht",
            "ein", "eine", "dem", "im", "es", "auch", "als", "an", "werden", "aus", "er", "hat", "dass", "sie", "nach",
            "wird", "bei", "einer", "um", "am", "sind", "noch", "wie", "einem", "über", "so", "zum", "kann", "wir",
            "oder", "zur", "nur", "ihr", "ich",
        ],
        "nl": [
            "de", "het", "een", "en", "van", "in", "is", "dat", "op", "te", "zijn", "met", "voor", "niet", "aan", "er",
            "om", "ook", "als", "dan", "maar", "bij", "hij", "zij", "wij", "naar", "uit", "over", "door", "deze", "dit",
            "worden", "wordt", "heeft", "kan", "geen", "nog", "tot", "ging", "wat", "je", "uw", "ik", "onze", "moet",
        ],
        "da": [
            "og", "i", "at", "det", "en", "den", "til", "er", "som", "på", "de", "med", "af", "for", "ikke", "der",
            "et", "har", "var", "fra", "om", "eller", "kan", "ved", "vi", "du", "jeg", "han", "hun", "skal", "vil",
            "også", "være", "bliver", "sig", "efter", "mere",
        ],
        "nb": [
            "og", "i", "det", "en", "er", "til", "som", "på", "de", "med", "av", "for", "ikke", "et", "har", "var",
            "fra", "om", "eller", "kan", "ved", "vi", "du", "jeg", "han", "hun", "skal", "vil", "også", "være", "blir",
            "seg", "etter", "mer", "å",
        ],
        "sv": [
            "och", "i", "att", "det", "en", "som", "på", "är", "av", "för", "med", "till", "den", "har", "de", "inte",
            "om", "ett", "var", "från", "men", "kan", "vid", "eller", "vi", "du", "jag", "han", "hon", "ska", "vill",
            "också", "vara", "blir", "sig", "efter", "mer",
        ],
        "es": [
            "el", "la", "los", "las", "de", "del", "que", "y", "en", "un", "una", "es", "por", "con", "no", "para",
            "su", "se", "al", "lo", "como", "más", "pero", "sus", "le", "ha", "este", "esta", "son", "entre", "también",
            "fue", "o", "muy", "hasta", "desde", "está", "nos", "todo", "cuando",
        ],
        "pt": [
            "o", "a", "os", "as", "de", "do", "da", "dos", "das", "que", "e", "em", "um", "uma", "é", "por", "com",
            "não", "para", "se", "no", "na", "nos", "nas", "mais", "como", "mas", "ao", "ou", "seu", "sua", "foi",
            "são", "também", "pela", "pelo", "até", "isso", "ele", "ela",
        ],
        "it": [
            "il", "lo", "la", "i", "gli", "le", "di", "del", "della", "dei", "che", "e", "in", "un", "una", "è", "per",
            "con", "non", "si", "da", "al", "alla", "sono", "come", "più", "ma", "ha", "anche", "nel", "nella", "dal",
            "dalla", "questo", "questa", "o", "se", "ci", "suo", "sua",
        ],
        "pl": [
            "i", "w", "na", "z", "do", "się", "nie", "to", "że", "jest", "o", "od", "po", "jak", "za", "dla", "są",
            "ale", "przez", "oraz", "lub", "tym", "które", "który", "która", "być", "przy", "tak", "już", "ich", "jego",
        ],
        "fi": [
            "ja", "on", "ei", "se", "että", "oli", "hän", "joka", "mutta", "ovat", "myös", "tai", "kun", "niin", "voi",
            "sen", "ole", "kuin", "mukaan", "sekä", "tämä", "jos", "nyt", "vain", "ovat", "olla",
        ],
        "vi": [
            "và", "của", "là", "các", "có", "được", "cho", "trong", "một", "với", "không", "những", "này", "đã", "từ",
            "khi", "người", "để", "ở", "về", "theo", "tại", "như", "nhà",
        ],
        "id": [
            "yang", "dan", "di", "dengan", "untuk", "dari", "ini", "pada", "dalam", "itu", "tidak", "adalah", "ke",
            "akan", "oleh", "atau", "juga", "sebagai", "karena", "telah", "dapat", "bahwa", "ada", "kami", "anda",
        ],
    ]

    /// Languages whose words are too alike for the lists to tell apart.
    static let alike: [Set<String>] = [
        ["da", "nb", "nn", "no", "sv", "fo"], ["nl", "af", "fy", "li"], ["es", "gl", "ca", "ast", "an", "pt", "oc"],
        ["id", "ms", "jv", "su"], ["it", "co", "scn", "lmo"], ["fr", "oc", "wa", "ht"], ["de", "lb", "gsw", "nds"],
        ["en", "sco"], ["pl", "csb", "szl"], ["fi", "et", "krl"],
    ]
}
