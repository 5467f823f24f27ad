"""Forenames and surnames of a made-up London suburb; a child's two are drawn apart, so nobody is copied."""

from typing import NamedTuple

from cme_data.sample.dice import Dice


class Naming(NamedTuple):
    """Names that are given together, and the DfE ethnicity codes of the children who bear them."""

    weight: float
    ethnicities: dict[str, float]
    girls: list[str]
    boys: list[str]
    surnames: list[str]


_words = str.split

NAMINGS = (
    Naming(
        weight=52,
        ethnicities={"WBRI": 84, "WIRI": 3, "MWBC": 4, "MWBA": 2, "MWAS": 4, "WIRT": 1, "REFU": 1, "NOBT": 1},
        girls=_words("""
            Abigail Alice Amelia Amy Anna Ava Beatrice Bella Bethany Caitlin Charlotte Chloe Clara Daisy
            Darcey Edith Eleanor Eliza Ella Ellie Eloise Elsie Emilia Emily Emma Erin Esme Evie Florence
            Freya Georgia Grace Hannah Harriet Heidi Hollie Imogen Iris Isabelle Isla Ivy Jasmine Jessica
            Katie Lacey Lara Lauren Layla Leah Lily Lola Lottie Lucy Lydia Maisie Martha Matilda Megan Mia
            Millie Molly Nancy Niamh Olivia Orla Penelope Phoebe Poppy Robyn Rosie Ruby Scarlett Sienna Skye
            Sophia Sophie Summer Thea Tilly Violet Willow Zara Zoe Mary-Kate Ella-Rose Lily-Mae
        """),
        boys=_words("""
            Aaron Adam Albert Alexander Alfie Archie Arthur Barnaby Ben Billy Bobby Caleb Callum Cameron
            Charlie Connor Daniel David Dexter Dylan Edward Elliot Ethan Ezra Felix Finlay Finn Frank
            Freddie Gabriel George Harley Harrison Harry Harvey Henry Hugo Isaac Jack Jacob Jake James Jamie
            Jasper Jayden Joel Joseph Joshua Jude Kai Kian Leo Lewis Liam Logan Louie Louis Luca Luke Marley
            Mason Matthew Max Michael Nathan Noah Oliver Ollie Oscar Owen Patrick Ralph Reggie Reuben Riley
            Robert Roman Ronnie Rory Rowan Ryan Samuel Sebastian Sonny Stanley Teddy Theo Thomas Toby Tommy
            Tyler William Zachary Alfie-Jay Tommy-Lee
        """),
        surnames=_words("""
            Abbott Adams Allen Andrews Archer Ashworth Atkins Bailey Baker Barker Barnes Barrett Bates
            Beckett Bennett Bishop Bowden Bradley Brewer Briggs Brooks Burgess Burton Butcher Carr Carter
            Chambers Chandler Chapman Clarke Clayton Coleman Collins Cook Cooper Crawford Crossley Dalton
            Davies Dawson Denham Dixon Doyle Draper Dunn Eastwood Edwards Elliott Ellis Evans Farrow Fenton
            Fielding Fisher Fletcher Forster Foster Fowler Franklin Frost Gardner Garland Gibbons Gibson
            Goodwin Graham Grayson Greenwood Gregory Griffin Hale Hammond Harding Harper Hartley Harvey
            Hawkins Hayward Hewitt Hobbs Holland Holmes Hooper Hopkins Horton Houghton Howe Hudson Hughes
            Humphreys Hunt Ingram Jarvis Jennings Johnson Jones Keating Kemp Kirby Knight Lambert Langley
            Lawson Leach Lister Lloyd Lockwood Lowe Lynch Marsh Marshall Mason May Mercer Miles Mitchell
            Moore Morgan Morley Naylor Newman Nicholls Norton Oakley Osborne Page Palmer Parker Parsons
            Payne Pearce Perry Phillips Pike Pollard Poole Porter Powell Pratt Preston Radford Randall Read
            Reeves Rhodes Richards Riley Roberts Rowe Russell Saunders Savage Sharp Shaw Shepherd Simmons
            Sinclair Slater Spencer Stanton Stephens Sutton Swift Talbot Thornton Townsend Tucker Turnbull
            Turner Underwood Vaughan Wade Walton Ward Warner Webb Weston Wheeler Whitaker Whittle Wilkins
            Winter Woodward Wright Wyatt Yates Ashby-Cole Bell-Marsden
        """),
    ),
    Naming(
        weight=13,
        ethnicities={"WOTH": 94, "WROM": 3, "NOBT": 3},
        girls=_words("""
            Adriana Aleksandra Alicja Ana Andreea Bianca Camila Carolina Daria Elena Elif Gabriela Giulia
            Hanna Ioana Julia Lena Lucia Maja Maria Marta Milena Natalia Nikola Oliwia Petra Sara Sofia
            Teodora Zofia Zuzanna
        """),
        boys=_words("""
            Adrian Aleksander Andrei Antoni Bogdan Bruno David Diego Dominik Emre Filip Gabriel Giorgi Igor
            Ivan Jakub Jan Kacper Lorenzo Luka Marco Mateo Matei Mateusz Mihai Milan Nikolas Pablo Rafael
            Stefan Szymon Tomas Victor Wiktor
        """),
        surnames=_words("""
            Almeida Balan Bianchi Borkowski Ciobanu Costa Demir Dimitrov Dobre Dumitru Fernandes Ferrari
            Garcia Georgiou Gomes Horvat Ilieva Ionescu Jankowski Kaminska Kowalczyk Kozlowski Lazar
            Lewandowski Lopes Marin Markovic Mazur Moreno Moretti Navarro Nowak Pavlov Petrov Pires Popa
            Radu Ricci Rossi Ruiz Sadowski Santos Silva Stan Tavares Toma Vasile Wozniak Yilmaz Zielinski
            O'Malley
        """),
    ),
    Naming(
        weight=14,
        ethnicities={"AIND": 36, "APKN": 30, "ABAN": 10, "AOTH": 22, "NOBT": 2},
        girls=_words("""
            Aaliyah Aisha Amina Ananya Anika Anjali Aradhya Ayesha Diya Fatima Hafsa Harleen Inaya Ishani
            Jasleen Kavya Keerthi Khadija Maryam Meera Nisha Pavitra Priya Rabia Riya Saanvi Safa Sana
            Sanjana Shreya Simran Sumaiya Tanvi Zainab Zoya
        """),
        boys=_words("""
            Aarav Abdullah Adil Ahmed Akash Ali Aravind Arjun Aryan Ayaan Bilal Dev Farhan Gurpreet Hamza
            Haris Hassan Ibrahim Imran Ishaan Kabir Karthik Krish Mohammed Mohammad Muhammad Nikhil Omar
            Pranav Rahul Rayan Rohan Sai Samir Usman Vihaan Yash Yusuf Zayn
        """),
        surnames=_words("""
            Agarwal Ahmad Akhtar Ali Anand Aslam Balasingam Banerjee Begum Bhatt Chaudhry Chowdhury Das
            Desai Dhillon Gill Gupta Hussain Iqbal Iyer Jayasuriya Joshi Kapoor Kaur Khan Kumaran Mahmood
            Malik Mehta Miah Mirza Mistry Nadarajah Nair Patel Perera Pillai Qureshi Rahman Rajan Rashid
            Sandhu Shah Sharma Siddiqui Sivakumar Thambirajah Thapa Uddin Varma Yogarajah Zaman
        """),
    ),
    Naming(
        weight=7,
        ethnicities={"AOTH": 52, "CHNE": 40, "MOTH": 8},
        girls=_words("""
            Angela Bo-ra Chae-won Claire Ha-eun Hana Jia Jiwoo Joanna Mei Michelle Min-ji Rina Sakura
            Seo-yeon Sora Tiffany Vivian Xin Yejin Yu-na Yuki
        """),
        boys=_words("""
            Alvin Brandon Daehyun Do-yun Eric Haruto Hoon Jason Jian Jihoon Jun Kaito Kevin Minjun Ren Ryota
            Seo-jun Sung-min Tae-hyun Vincent Wei Yong Zhi
        """),
        surnames=_words("""
            Baek Chan Chang Cheung Choi Chung Fong Fujita Ho Hwang Jang Jeong Jung Kang Kim Kwon Lam Lau
            Leung Lim Ling Moon Mori Nguyen Oh Ong Park Reyes Ryu Santiago Seo Shin Song Tan Tang Tran
            Villanueva Wong Yang Yip Yoon Zhang
        """),
    ),
    Naming(
        weight=8,
        ethnicities={"BAFR": 58, "BCRB": 20, "BOTH": 12, "MWBA": 10},
        girls=_words("""
            Abena Adaeze Amara Amoya Ayomide Blessing Chiamaka Chidera Comfort Destiny Efua Esther Faith
            Favour Gloria Hodan Ifeoluwa Imani Jada Kezia Naomi Ngozi Nia Peace Precious Rhianna Ruth
            Shanice Temi Tiana Tolani Zahra
        """),
        boys=_words("""
            Abdi Adebayo Akin Ayo Chidi Daniel Dante Elijah Emmanuel Ezekiel Hezekiah Ikenna Israel Jabari
            Jaheim Jerome Joel Jordan Josiah Kofi Kwame Malachi Micah Nathaniel Obinna Reece Samuel Seun
            Tariq Tobi Tremaine Uche
        """),
        surnames=_words("""
            Abiola Addo Adebayo Adeyemi Afolabi Agyeman Akande Amoah Appiah Asante Balogun Bamford Boateng
            Campbell Danso Dixon-Grant Edwards Eze Farah Francis Gayle Grant Gyasi Hinds Idowu Igwe Joseph
            Kamara Lawal Lewis-Bryan Mensah Mohamud Morrison Nwosu Obi Ofori Okafor Okonkwo Olawale Oni Osei
            Owusu Pinnock Quaye Salako Samuels Sesay Tetteh Warsame Williams Yeboah
        """),
    ),
    Naming(
        weight=6,
        ethnicities={"OOTH": 82, "AOTH": 12, "NOBT": 6},
        girls=_words("""
            Amal Arezoo Asma Dalia Farida Golnaz Hala Huda Jana Lamia Leila Lina Malak Mina Nadia Noor
            Parisa Rana Roya Salma Shirin Tala Yasmin Zahra
        """),
        boys=_words("""
            Ahmad Amir Arash Bashar Daniyal Elyas Faisal Hamid Idris Jamal Karim Khalid Mahdi Milad Mustafa
            Nabil Navid Omid Qasim Reza Saif Salim Tarek Yahya Younis Zaid
        """),
        surnames=_words("""
            Abbasi Ahmadi Al-Amin Al-Saadi Amiri Aziz Barzani Darwish Ebrahimi Faraj Ghorbani Habibi Haddad
            Hakimi Hamdan Hosseini Jafari Karimi Khalil Mansour Moradi Mousavi Najjar Nazari Noori Omar
            Rahimi Rostami Saleh Sharifi Sultani Tahiri Yousef Zahedi
        """),
    ),
)

# A forename as another service may write it: the child may be the same one.
SPELLINGS = dict(
    pair.split("/")
    for pair in _words("""
        Mohammed/Muhammad Mohammad/Mohammed Muhammad/Mohammed Katie/Katherine Ben/Benjamin Charlie/Charles
        Zach/Zachary Sophie/Sofie Isabelle/Isabel Yusuf/Yousuf Ali/Aly Finlay/Finley Erin/Eryn Aisha/Ayesha
        Ayesha/Aisha Alexander/Alex Elliot/Elliott Jayden/Jaden Harry/Harrison Ella/Eleanor Millie/Amelia
        Theo/Theodore Samuel/Sam Oliver/Ollie Thomas/Tom Matthew/Mathew Hannah/Hanna Zara/Zahra Sara/Sarah
        Daniel/Danny Joseph/Joe Michael/Mikey Jessica/Jess Abigail/Abbie Lily/Lilly Isla/Ilsa
        Caitlin/Kaitlin Rory/Rorie Leo/Leon Luca/Luka Mia/Maya
    """)
)

_WEIGHTS = {number: naming.weight for number, naming in enumerate(NAMINGS)}


def draw(dice: Dice, sex: str) -> tuple[str, str, str]:
    """Draw a forename, a surname and an ethnicity code for a girl ("Female") or a boy."""
    naming = NAMINGS[dice.weighted(_WEIGHTS)]
    forenames = naming.girls if sex == "Female" else naming.boys
    return dice.pick(forenames), dice.pick(naming.surnames), dice.weighted(naming.ethnicities)
